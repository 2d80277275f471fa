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
            case "call" -> isMnemonicCall(scanner, next) ? MNEMONICS : EITHER;
            case "callx", "exit" -> EITHER;
            default -> Mnemonic.isOne(word) ? MNEMONICS : EITHER;
        };
    }

    private static boolean isMnemonicCall(Scanner scanner, int operand) {
        return (operand < scanner.end && scanner.text[operand] == '%')
                || scanner.string(operand, scanner.wordEnd(operand)).equals("local");
    }
}
