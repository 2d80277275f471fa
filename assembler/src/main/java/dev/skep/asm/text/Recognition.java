package dev.skep.asm.text;

/** Tells the dialects apart by an instruction. */
enum Recognition {
    PSEUDO_C,
    MNEMONICS,
    EITHER;

    /** Looks at the instruction that starts here. */
    static Recognition of(Scanner scanner, int start) {
        int c = scanner.peek();
        if (c == '*' || ((c == 'r' || c == 'w') && Scanner.isDigit(scanner.peek(1)))) {
            return PSEUDO_C;
        }
        int stop = scanner.wordEnd(start);
        String word = scanner.string(start, stop);
        int next = stop;
        while (next < scanner.end && scanner.text[next] == ' ') {
            next++;
        }
        return switch (word) {
            case "if", "goto", "gotol", "gotox", "may_goto", "store_release", "ld_pseudo" -> PSEUDO_C;
            case "lock" -> next < scanner.end && scanner.text[next] == '*' ? PSEUDO_C : MNEMONICS;
            case "call" -> scanner.string(next, scanner.wordEnd(next)).equals("local") ? MNEMONICS : EITHER;
            case "callx", "exit" -> EITHER;
            default -> Mnemonic.find(word) == null ? EITHER : MNEMONICS;
        };
    }
}
