package dev.skep.asm.text;

import dev.skep.asm.text.TextProblem.Kind;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been read of a text so far. */
final class Draft {
    private static final int MOST_SECTIONS = 60_000;
    private static final int DEEPEST = 1000;

    /** About as many bytes of text as become a slot of code; a run of lines; a place that waits; a symbol, at the least. */
    private static final int TEXT_PER_SLOT = 16;

    private static final int TEXT_PER_RUN = 64;
    private static final int TEXT_PER_FIXUP = 96;
    private static final int TEXT_PER_SYMBOL = 256;

    /** Of how much text that is expected: the rest may be one long line. */
    private static final int EXPECTED_TEXT = 1 << 26;

    final SymbolTable symbols;
    final LocalLabels localLabels;
    final List<SectionDraft> sections = new ArrayList<>();
    final Fixups fixups;
    final DebugLines debug = new DebugLines();
    final Declarations.Draft declarations = new Declarations.Draft();
    final List<Integer> addressed = new ArrayList<>();
    final ByteOrder order;
    private final boolean relaxing;
    private final Map<String, SectionDraft> byName = new HashMap<>();
    private final Deque<SectionDraft> pushed = new ArrayDeque<>();
    SectionDraft section;

    /** ubpf: {@code exit} is a label, too, for the last instruction. */
    boolean labelsTheLastExit;

    private SectionDraft previous;

    /** An empty draft of a text of so many bytes. */
    Draft(ByteOrder order, boolean relaxing, int length) {
        this.order = order;
        this.relaxing = relaxing;
        int text = Math.min(length, EXPECTED_TEXT);
        this.symbols = new SymbolTable(text / TEXT_PER_SYMBOL);
        this.localLabels = new LocalLabels(symbols);
        this.fixups = new Fixups(text / TEXT_PER_FIXUP);
        this.section = open(".text", "ax", AssemblySection.PROGBITS, 0);
        this.section.alignment = 4; // as LLVM has it
        this.section.expect(text / TEXT_PER_SLOT, text / TEXT_PER_RUN);
        this.previous = section;
    }

    /** Returns the section of this name, a new one if there is none. */
    SectionDraft open(String name, String flags, String type, long entrySize) {
        SectionDraft known = byName.get(name);
        if (known != null) {
            return known;
        }
        var section = new SectionDraft(sections.size(), name, flags, type, entrySize, order);
        sections.add(section);
        byName.put(name, section);
        return section;
    }

    /** Tells whether there can be one more section. */
    boolean hasRoom() {
        return sections.size() < MOST_SECTIONS;
    }

    @Nullable
    SectionDraft find(String name) {
        return byName.get(name);
    }

    void enter(SectionDraft next) {
        previous = section;
        section = next;
    }

    void swap() {
        enter(previous);
    }

    /** Remembers the section; tells whether there was room to. */
    boolean push() {
        if (pushed.size() >= DEEPEST) {
            return false;
        }
        pushed.push(section);
        return true;
    }

    /** Goes back to the section that was remembered last; tells whether there was one. */
    boolean pop() {
        if (pushed.isEmpty()) {
            return false;
        }
        enter(pushed.pop());
        return true;
    }

    /** Returns a symbol for this place. */
    int here() {
        return symbols.anonymous(section.number, section.size);
    }

    void label(int symbol, int start, int stop) {
        if (symbols.isDefined(symbol)) {
            throw new Fault(Kind.DUPLICATE, start, stop, "`" + symbols.name(symbol) + "` is defined twice");
        }
        symbols.define(symbol, section.number, section.size);
    }

    /** Returns what {@code .set} has made of the symbol; null if it is no such symbol. */
    @Nullable
    Expression valueOf(int symbol) {
        return symbols.section(symbol) == SymbolTable.EQUATE ? symbols.traits(symbol).value : null;
    }

    /** Returns the same value, as a number if it is the distance of two places that will not move apart. */
    Expression fold(Expression value) {
        int plus = value.plus();
        int minus = value.minus();
        if (plus == Expression.NONE || minus == Expression.NONE) {
            return value;
        }
        int section = symbols.section(plus);
        if (plus != minus && (section < 0 || section != symbols.section(minus) || isMoving(section))) {
            return value;
        }
        return Expression.of(value.constant() + symbols.offset(plus) - symbols.offset(minus));
    }

    private boolean isMoving(int section) {
        return relaxing && sections.get(section).isCode();
    }
}
