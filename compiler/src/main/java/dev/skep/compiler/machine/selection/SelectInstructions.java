package dev.skep.compiler.machine.selection;

import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.compiler.Options;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction.NameMap;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.Parameter;
import dev.skep.ir.ValueType;
import dev.skep.ir.graph.ControlFlow;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns typed ops into instructions. An i32 lives zero-extended in its register: 32-bit instructions and narrow loads leave it so, and what
 * does not (a call, a truncation) is cleaned up only when some use looks at the upper half.
 */
public final class SelectInstructions {
    private final Function function;
    private final List<Block> order;
    private final Map<BlockLabel, List<VirtualRegister>> parameters = new HashMap<>();
    private final Facts facts;
    private final Emitter out;
    private final Values values;
    private final SelectOps ops;
    private final SelectTerminators terminators;
    private final boolean trusted;

    private SelectInstructions(Function function, Options options) {
        this.function = function;
        trusted = function.kind().accept(new TrustsCallers());
        order = ControlFlow.of(function).reversePostorder();
        facts = new Facts(order, function.kind().accept(new ReturnsAll()));
        var labels = order.stream().mapToInt(b -> b.label().id()).max().orElse(0) + 1;
        out = new Emitter(function.entry().label(), function.location(), labels, options.computesNarrow());
        values = new Values(facts, out);
        var conditions = new SelectConditions(facts, values, out, options.isa());
        ops = new SelectOps(facts, values, out, conditions, options);
        terminators = new SelectTerminators(facts, values, out, conditions, !trusted);
    }

    /** Returns the names of the steps that may be left out. */
    public static Set<String> optional() {
        return Set.of(SelectOps.KEEP_ADDRESSES, SelectStore.HALVES);
    }

    /** Returns the function over virtual registers. Blocks that nothing leads to are gone. */
    public static MachineFunction of(Function function, Options options) {
        return new SelectInstructions(function, options).select();
    }

    private MachineFunction select() {
        var arrivals =
                function.parameters().stream().map(p -> out.newRegister()).toList();
        for (var block : order) parameters.put(block.label(), registers(block));
        for (var i = 0; i < arrivals.size(); i++) arrive(function.parameters().get(i), arrivals.get(i));
        unnamedArena().ifPresent(map -> out.add(new NameMap(out.newRegister(), map, out.line())));
        for (var block : order) {
            if (!block.label().equals(function.entry().label()))
                out.begin(block.label(), parameters.getOrDefault(block.label(), List.of()));
            block.ops().forEach(ops::select);
            terminators.select(block.terminator());
        }
        return new MachineFunction(function.name(), arrivals, out.blocks(), values.slots(), out.registers());
    }

    /** Returns the arena in which the function follows addresses without taking that of the map, as the verifier wants it to. */
    private Optional<MapReference> unnamedArena() {
        Set<String> named = new HashSet<>();
        Set<String> followed = new LinkedHashSet<>();
        for (var block : order)
            for (var op : block.ops()) {
                if (op instanceof Op.MapAddress address && facts.isUsed(address.result())) named.add(address.map());
                if (op instanceof Op.CastArena cast && facts.isUsed(cast.result())) followed.add(cast.map());
            }
        followed.removeAll(named);
        return followed.stream().findFirst().map(MapReference::new);
    }

    private List<VirtualRegister> registers(Block block) {
        var registers = new ArrayList<VirtualRegister>(block.parameters().size());
        for (var parameter : block.parameters()) {
            registers.add(out.newRegister());
            values.put(parameter, registers.get(registers.size() - 1));
        }
        return registers;
    }

    /** The upper half of a narrow parameter is zero when our own code calls, else anything. */
    private void arrive(Parameter parameter, VirtualRegister arrival) {
        var narrow = parameter.value().type() == ValueType.I32;
        var clean = !narrow || !facts.isWhole(parameter.value()) || trusted;
        values.put(parameter.value(), clean ? arrival : out.lower32(arrival));
    }

    /** Whether all callers are our own: they extend what they pass, and read no result where none is declared. */
    private static final class TrustsCallers implements FunctionKind.Visitor<Boolean> {
        @Override
        public Boolean entry(FunctionKind.Entry kind) {
            return false;
        }

        @Override
        public Boolean subprogram(FunctionKind.Subprogram kind) {
            return true;
        }

        @Override
        public Boolean global(FunctionKind.Global kind) {
            return false;
        }

        @Override
        public Boolean inlinable(FunctionKind.Inlinable kind) {
            return true;
        }

        @Override
        public Boolean callback(FunctionKind.Callback kind) {
            return false;
        }
    }

    /** Whether all of r0 counts: our own code trusts in it, and so does the verifier where it wants a range. */
    private static final class ReturnsAll implements FunctionKind.Visitor<Boolean> {
        /** Programs that may return anything, and of whose result the kernel takes 32 bits. */
        private static final Set<ProgramType> ANYTHING = EnumSet.of(
                ProgramType.SOCKET_FILTER,
                ProgramType.SCHED_CLS,
                ProgramType.SCHED_ACT,
                ProgramType.XDP,
                ProgramType.TRACEPOINT,
                ProgramType.RAW_TRACEPOINT,
                ProgramType.PERF_EVENT);

        @Override
        public Boolean entry(FunctionKind.Entry kind) {
            return SectionName.find(kind.section())
                    .map(section -> !ANYTHING.contains(section.kind().programType()))
                    .orElse(true);
        }

        @Override
        public Boolean subprogram(FunctionKind.Subprogram kind) {
            return true;
        }

        @Override
        public Boolean global(FunctionKind.Global kind) {
            return true;
        }

        @Override
        public Boolean inlinable(FunctionKind.Inlinable kind) {
            return true;
        }

        @Override
        public Boolean callback(FunctionKind.Callback kind) {
            return true;
        }
    }
}
