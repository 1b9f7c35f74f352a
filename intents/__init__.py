"""What is asked. Knows no fact: vocabulary and names come in as arguments."""
