"""The doccano server: pushing screens, pulling labels, answering its auto-labelling menu, running one of our own."""
