package dev.skep.asm.internal;

import dev.skep.asm.AssemblyException;
import dev.skep.asm.AssemblyProblem;
import dev.skep.asm.AssemblyProblem.Kind;
import dev.skep.asm.Code;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.MachineCode;
import dev.skep.asm.MachineCode.CodeLine;
import dev.skep.asm.MachineCode.CodeRelocation;
import dev.skep.asm.MachineCode.CoreRelocation;
import dev.skep.asm.MachineCode.Form;
import dev.skep.asm.Opcode;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.Target;
import java.util.ArrayList;
import java.util.List;

/** Turns code into words: read, lay out, write. */
public final class Encoder {
    private static final long JA = Opcode.JA.code();
    private static final long GOTOL = Opcode.GOTOL.code();

    private final Flow flow;
    private final Layout layout;
    private final long[] words;

    private Encoder(Flow flow, Layout layout) {
        this.flow = flow;
        this.layout = layout;
        this.words = new long[layout.slots()];
    }

    /** Returns the machine code, or throws with everything that is wrong. */
    public static MachineCode encode(Code code, Target target) {
        var problems = new ArrayList<AssemblyProblem>();
        Flow flow = FlowReader.read(code, target, problems);
        refuse(problems);
        Layout layout = Layout.direct(flow)
                .or(() -> target.isa().includes(IsaVersion.V4) ? LongJumps.layout(flow) : Islands.layout(flow))
                .orElseThrow(() -> tooFar(code));
        return new Encoder(flow, layout).encode(code.name());
    }

    private static void refuse(List<AssemblyProblem> problems) {
        if (!problems.isEmpty()) {
            throw new AssemblyException(problems);
        }
    }

    private static AssemblyException tooFar(Code code) {
        return new AssemblyException(List.of(new AssemblyProblem(
                Kind.JUMP_TOO_FAR,
                code.name(),
                "more destinations are jumped to across one place than the islands there can hold")));
    }

    private MachineCode encode(String name) {
        for (int i = 0; i < flow.count(); i++) {
            int start = flow.starts()[i];
            System.arraycopy(flow.words(), start, words, layout.positions()[i], flow.starts()[i + 1] - start);
        }
        for (int jump = 0; jump < flow.jumps().length; jump++) {
            jump(jump, layout.positions()[flow.jumps()[jump]], layout.hops()[jump]);
        }
        for (int relay = 0; relay < layout.relays().length; relay++) {
            int at = layout.relays()[relay];
            words[at] = Word.withOff(JA, layout.relayHops()[relay] - (at + 1L), "jump offset");
        }
        return new MachineCode(name, words, relocations(), lines(), coreRelocations());
    }

    private void jump(int jump, int at, int to) {
        switch (layout.forms()[jump]) {
            case DIRECT ->
                words[at] = flow.isShortForm(jump)
                        ? Word.withOff(words[at], to - (at + 1L), "jump offset")
                        : Word.withImm(words[at], to - (at + 1));
            case LONG -> words[at] = Word.withImm(GOTOL, to - (at + 1));
            case INVERTED -> {
                Opcode opcode = flow.jump(jump).opcode();
                words[at] ^= opcode.code() ^ opcode.negate().orElseThrow().code();
                words[at] = Word.withOff(words[at], 1, "jump offset");
                words[at + 1] = Word.withImm(GOTOL, to - (at + 2));
            }
            case AROUND -> {
                words[at] = Word.withOff(words[at], 1, "jump offset");
                words[at + 1] = Word.withOff(JA, 1, "jump offset");
                words[at + 2] = Word.withImm(GOTOL, to - (at + 3));
            }
        }
    }

    private List<CodeRelocation> relocations() {
        return flow.symbols().stream()
                .map(symbol -> new CodeRelocation(offset(symbol), form(symbol), symbol.value()))
                .toList();
    }

    private Form form(Flow.At<SymbolReference> symbol) {
        return flow.instructions()[symbol.index()].slots() > 1 ? Form.LDDW : Form.CALL;
    }

    private List<CodeLine> lines() {
        return flow.lines().stream()
                .map(line -> new CodeLine(offset(line), line.value()))
                .toList();
    }

    private List<CoreRelocation> coreRelocations() {
        return flow.marks().stream()
                .map(mark -> new CoreRelocation(offset(mark), mark.value()))
                .toList();
    }

    private int offset(Flow.At<?> said) {
        return Math.multiplyExact(layout.positions()[said.index()], Long.BYTES);
    }
}
