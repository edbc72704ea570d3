"""What is known of the language and the country: folding of characters, Chinese numerals, administrative regions."""
