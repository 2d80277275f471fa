package dev.skep.compiler.rules;

import static dev.skep.compiler.rules.Content.Kind.CONTEXT;
import static dev.skep.compiler.rules.Content.Kind.FRAME;
import static dev.skep.compiler.rules.Content.Kind.NOTHING;

import dev.skep.asm.Opcode;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.ProgramType;
import dev.skep.object.BpfObject;
import dev.skep.object.BpfProgram;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small verifier: follows every path of a program as the kernel does and says which rule of code generation, V1 to V17, an instruction
 * breaks. It knows less than the kernel and older kernels than the running one, so what it accepts is a shape that all of them take. Written
 * from the kernel's documentation and from what kernels said to the programs of {@code VerifierRulesTest}.
 */
final class VerifierRules {
    private static final int MOST_STEPS = 200_000;

    final BpfObject object;
    final ProgramType type;
    final KernelVersion target;
    final Program program;
    private final Set<Complaint> complaints = new LinkedHashSet<>();
    private final Map<Integer, Set<Content.Kind>> touched = new HashMap<>();
    private final int[] live;
    private int nextId = 1;
    private int steps;

    /** A state at the target of a jump, and the one that led there. */
    private record Node(String key, @Nullable Node before) {}

    /** A path that is still to be followed. */
    private record Path(Machine machine, @Nullable Node before) {}

    private VerifierRules(BpfObject object, BpfProgram program, KernelVersion target) {
        this.object = object;
        this.type = program.section().kind().programType();
        this.target = target;
        this.program = new Program(program.code());
        this.live = this.program.live();
    }

    /** Returns what is wrong with the programs of an object that is made for a kernel and all later ones. */
    static List<Complaint> check(BpfObject object, KernelVersion target) {
        List<Complaint> all = new ArrayList<>();
        for (var program : object.programs()) {
            var rules = new VerifierRules(object, program, target);
            rules.run();
            all.addAll(rules.complaints);
        }
        return all;
    }

    /** Returns how many instructions are followed until all paths of a program are known. */
    static int steps(BpfObject object, KernelVersion target) {
        var rules = new VerifierRules(object, object.programs().get(0), target);
        rules.run();
        return rules.steps;
    }

    private void run() {
        kernelHasEverything();
        everythingIsReached();
        nothingIsGuarded();
        follow();
        for (var entry : touched.entrySet())
            if (entry.getValue().contains(CONTEXT) && entry.getValue().size() > 1)
                complain("V7", entry.getKey(), "same insn cannot be used with different pointers " + entry.getValue());
    }

    private void kernelHasEverything() {
        for (var i = 0; i < program.size(); i++) {
            var since = program.at(i).opcode().since().orElseThrow();
            if (!target.atLeast(since)) complain("V13", i, program.at(i) + " needs " + since);
            if (program.at(i).opcode() == Opcode.CALL
                    && !target.atLeast(program.helper(i).since()))
                complain(
                        "V13",
                        i,
                        program.helper(i) + " needs " + program.helper(i).since());
        }
    }

    private void everythingIsReached() {
        var reached = program.reached();
        for (var i = 0; i < reached.length; i++) if (!reached[i]) complain("V16", i, "unreachable insn");
    }

    /** Division by zero and counts that are too large are defined: code that asks first is longer for nothing. */
    private void nothingIsGuarded() {
        for (var i = 0; i < program.size(); i++) {
            var slot = Slot.of(program.at(i));
            if (!slot.takesRegister() || slot.kind() != Slot.ALU32 && slot.kind() != Slot.ALU64) continue;
            if (slot.isDivision() && asked(i, slot.src())) complain("V15", i, "the divisor was compared with 0");
            if (slot.isShift() && masked(i, slot)) complain("V15", i, "the count was masked");
        }
    }

    private boolean asked(int index, int register) {
        for (var i = index - 1; i >= 0 && !program.writes(i, register); i--) {
            var slot = Slot.of(program.at(i));
            var equality = slot.operation() == 0x10 || slot.operation() == 0x50;
            var compares = slot.kind() == Slot.JMP || slot.kind() == Slot.JMP32;
            if (compares && equality && !slot.takesRegister() && slot.dst() == register && slot.immediate() == 0)
                return true;
        }
        return false;
    }

    /** A mask that the shift has itself: five bits of the count with 32 bits, six with 64. */
    private boolean masked(int index, Slot shift) {
        var register = shift.src();
        var i = index - 1;
        while (i >= 0 && !program.writes(i, register)) i--;
        if (i < 0) return false;
        var slot = Slot.of(program.at(i));
        return (slot.kind() == Slot.ALU32 || slot.kind() == Slot.ALU64)
                && slot.operation() == 0x50
                && !slot.takesRegister()
                && (slot.immediate() == 63 || (slot.immediate() == 31 && shift.kind() == Slot.ALU32));
    }

    private void follow() {
        var targets = program.targets();
        Map<String, Node> known = new HashMap<>();
        List<Path> paths = new ArrayList<>();
        var start = new Machine();
        start.registers[1] = Content.pointer(CONTEXT, "", 0);
        start.registers[10] = Content.pointer(FRAME, "", 0);
        paths.add(new Path(start, null));
        while (!paths.isEmpty()) {
            var path = paths.remove(paths.size() - 1);
            var machine = path.machine;
            var before = path.before;
            while (true) {
                if (machine.index >= program.size()) break;
                if (targets[machine.index]) {
                    var key = machine.key(live[machine.index]);
                    var seen = known.get(key);
                    if (seen != null) {
                        if (leadsFrom(seen, before)) complain("V14", machine.index, "infinite loop detected");
                        break;
                    }
                    before = new Node(key, before);
                    known.put(key, before);
                }
                if (++steps > MOST_STEPS) {
                    complain("V14", machine.index, "more than " + MOST_STEPS + " instructions followed");
                    return;
                }
                var other = new Step(this, machine).run();
                if (other.ends()) break;
                var node = before;
                other.branch().ifPresent(branch -> paths.add(new Path(branch, node)));
            }
        }
    }

    private static boolean leadsFrom(Node seen, @Nullable Node here) {
        for (var node = here; node != null; node = node.before) if (node == seen) return true;
        return false;
    }

    int newId() {
        return nextId++;
    }

    void touches(int index, Content.Kind kind) {
        if (kind != NOTHING)
            touched.computeIfAbsent(index, fresh -> EnumSet.noneOf(Content.Kind.class))
                    .add(kind);
    }

    void complain(String rule, int index, String reason) {
        complaints.add(new Complaint(rule, index, reason));
    }
}
