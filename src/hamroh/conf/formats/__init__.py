"""Date and number formats by language: `FORMAT_MODULE_PATH = ["hamroh.conf.formats"]`."""
