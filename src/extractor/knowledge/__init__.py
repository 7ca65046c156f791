"""What the library knows: tables of places, treaties, actors and event words, each row with its source."""
