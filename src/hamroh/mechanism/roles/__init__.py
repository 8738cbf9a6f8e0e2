"""Who answers for what: duties by step and territory, and where nobody answers, or two do. Pure: facts in, gaps out."""
