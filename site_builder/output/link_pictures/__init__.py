"""Link pictures as PNG files: drawn without a browser, in fonts that lie here, with few colours."""
