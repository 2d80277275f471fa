package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pseudo-C of an {@link Opcode}, cut where operands go: they are taken from the fields of the instruction's slots. */
final class PseudoC {
    private static final Map<Opcode, PseudoC> READABLE = forms(Opcode::pseudoC);
    private static final Map<Opcode, PseudoC> OBJDUMP = forms(PseudoC::objdump);
    private static final Map<Opcode, PseudoC> HALVES = forms(PseudoC::halves);
    private static final byte[] PLUS = ascii(" + ");
    private static final byte[] MINUS = ascii(" - ");

    /** The names of registers by number. */
    private static final byte[][] WHOLE = registers("r");

    private static final byte[][] HALVES_OF = registers("w");

    private final byte[][] literals;
    private final Place[] places;

    /** What stands between the literal parts. */
    private enum Place {
        DST,
        WDST,
        SRC,
        WSRC,
        IMM,
        ADDR,
        TO,
        SPACES,
        INDEX,
        NEXT,
        KIND,
        WIDE
    }

    private PseudoC(String form) {
        List<byte[]> texts = new ArrayList<>();
        List<Place> operands = new ArrayList<>();
        int from = 0;
        for (int dollar = form.indexOf('$'); dollar >= 0; dollar = form.indexOf('$', from)) {
            texts.add(ascii(form.substring(from, dollar)));
            from = dollar + 1;
            while (from < form.length() && Character.isLetter(form.charAt(from))) {
                from++;
            }
            operands.add(Place.valueOf(form.substring(dollar + 1, from).toUpperCase(java.util.Locale.ROOT)));
        }
        texts.add(ascii(form.substring(from)));
        literals = texts.toArray(byte[][]::new);
        places = operands.toArray(Place[]::new);
    }

    private static Map<Opcode, PseudoC> forms(Function<Opcode, String> form) {
        Map<Opcode, PseudoC> forms = new EnumMap<>(Opcode.class);
        for (Opcode opcode : Opcode.values()) {
            forms.put(opcode, new PseudoC(form.apply(opcode)));
        }
        return forms;
    }

    private static byte[][] registers(String letter) {
        return IntStream.range(0, 16).mapToObj(i -> ascii(letter + i)).toArray(byte[][]::new);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static PseudoC of(Encoding code, TextStyle style) {
        Map<Opcode, PseudoC> forms =
                switch (style) {
                    case READABLE -> hidesItsSecondSlot(code) ? OBJDUMP : READABLE;
                    case OBJDUMP -> OBJDUMP;
                    case OBJDUMP_HALVES -> HALVES;
                };
        return Objects.requireNonNull(forms.get(code.opcode()));
    }

    private static boolean hidesItsSecondSlot(Encoding code) {
        return code.shape() == OperandShape.WIDE_PSEUDO
                && code.secondWord() != 0
                && !code.opcode().pseudoC().contains("$next");
    }

    private static String objdump(Opcode opcode) {
        return switch (opcode.shape()) {
            case WIDE_PSEUDO -> "ld_pseudo\t$dst, $kind, $wide";
            case CALL_KERNEL -> "call $imm";
            case PACKET_LOAD_INDIRECT -> opcode.pseudoC().replace("$index", "$src");
            case ATOMIC -> opcode == Opcode.ATOMIC_ADD_W ? opcode.pseudoC().replace("$wsrc", "$src") : opcode.pseudoC();
            default -> opcode.pseudoC();
        };
    }

    private static String halves(Opcode opcode) {
        String form = objdump(opcode);
        boolean narrow = !form.contains("(u64 *)") && !form.contains("(s");
        return switch (opcode.shape()) {
            case LOAD -> narrow ? form.replace("$dst", "$wdst") : form;
            case STORE -> narrow ? form.replace("$src", "$wsrc") : form;
            case ATOMIC -> opcode.pseudoC();
            default -> form;
        };
    }

    /** Appends the text; {@code symbol} stands for what has no number yet, if it is not null. */
    void append(TextBuffer out, Encoding code, TextStyle style, @Nullable String symbol) {
        boolean hex = style != TextStyle.READABLE;
        long word = code.word();
        for (int i = 0; i < places.length; i++) {
            out.append(literals[i]);
            switch (places[i]) {
                case DST -> out.append(WHOLE[Word.dst(word)]);
                case WDST -> out.append(HALVES_OF[Word.dst(word)]);
                case SRC -> out.append(WHOLE[Word.src(word)]);
                case WSRC -> out.append(HALVES_OF[Word.src(word)]);
                case IMM -> immediate(out, code, hex, symbol);
                case ADDR -> address(out, code, hex);
                case TO -> target(out, code, hex, symbol);
                case SPACES -> spaces(out, Word.imm(word), hex);
                case INDEX -> index(out, word, hex);
                case NEXT -> number(out, next(code), hex);
                case KIND -> number(out, Word.src(word), hex);
                case WIDE -> number(out, hex ? Word.imm(word) & 0xffff_ffffL : code.wide(), hex); // as LLVM does
            }
        }
        out.append(literals[places.length]);
    }

    private static void immediate(TextBuffer out, Encoding code, boolean hex, @Nullable String symbol) {
        if (code.opcode() != Opcode.LDDW) {
            number(out, code.imm(), hex);
        } else if (symbol == null) {
            number(out, code.wide(), hex);
        } else {
            out.append(symbol);
        }
    }

    private static int next(Encoding code) {
        return code.slots() > 1 ? Word.imm(code.secondWord()) : Word.off(code.word());
    }

    private static void address(TextBuffer out, Encoding code, boolean hex) {
        long word = code.word();
        int offset = Word.off(word);
        out.append(WHOLE[code.shape() == OperandShape.LOAD ? Word.src(word) : Word.dst(word)]);
        out.append(offset < 0 ? MINUS : PLUS);
        number(out, Math.abs(offset), hex);
    }

    private static void target(TextBuffer out, Encoding code, boolean hex, @Nullable String symbol) {
        if (symbol != null) {
            out.append(symbol);
        } else if (code.shape() != OperandShape.CALL_FUNCTION) {
            signed(out, code.distance(), hex);
        } else if (hex) {
            number(out, code.distance(), true);
        } else {
            signed(out.append("pc"), code.distance(), false); // a bare number would be a helper's
        }
    }

    private static void spaces(TextBuffer out, int imm, boolean hex) {
        number(out, imm >>> Short.SIZE, hex);
        number(out.append(", "), imm & 0xffff, hex);
    }

    private static void index(TextBuffer out, long word, boolean hex) {
        out.append(WHOLE[Word.src(word)]);
        if (Word.imm(word) != 0) {
            number(out.append(PLUS), Word.imm(word), hex);
        }
    }

    private static void signed(TextBuffer out, long value, boolean hex) {
        if (value >= 0) {
            out.append('+');
        }
        number(out, value, hex);
    }

    private static void number(TextBuffer out, long value, boolean hex) {
        if (!hex) {
            out.append(value);
            return;
        }
        if (value < 0) {
            out.append('-');
        }
        out.append('0').append('x').appendHex(Math.abs(value));
    }
}
