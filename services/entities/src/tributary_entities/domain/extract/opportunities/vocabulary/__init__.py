"""The words that the rules know, in English, German, French, Spanish, Italian and Portuguese."""
