package dev.skep.asm;

import java.util.HashMap;
import java.util.Map;

/** A text form of {@link Opcode#pseudoC} being filled in. */
final class PseudoC {
    private final String form;
    private final Map<String, String> operands = new HashMap<>();

    PseudoC(String form) {
        this.form = form;
    }

    PseudoC dst(Register register) {
        return put("dst", register.toString()).put("wdst", "w" + register.number());
    }

    PseudoC src(Register register) {
        return put("src", register.toString()).put("wsrc", "w" + register.number());
    }

    PseudoC imm(int imm) {
        return put("imm", Integer.toString(imm));
    }

    PseudoC addr(Memory memory) {
        return put("addr", memory.toString());
    }

    PseudoC put(String name, String value) {
        operands.put(name, value);
        return this;
    }

    String text() {
        var text = new StringBuilder();
        int from = 0;
        for (int dollar = form.indexOf('$'); dollar >= 0; dollar = form.indexOf('$', from)) {
            text.append(form, from, dollar);
            from = dollar + 1;
            while (from < form.length() && Character.isLetter(form.charAt(from))) {
                from++;
            }
            String name = form.substring(dollar + 1, from);
            String value = operands.get(name);
            if (value == null) {
                throw new IllegalStateException("form `" + form + "` has no operand $" + name);
            }
            text.append(value);
        }
        return text.append(form, from, form.length()).toString();
    }
}
