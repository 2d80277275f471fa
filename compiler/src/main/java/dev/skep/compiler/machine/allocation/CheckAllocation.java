package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Place;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Proves that an allocation does what the function says: it follows, over all paths, which virtual registers each register and word holds,
 * and asks at every operation that the operands are where it reads them. It shares nothing with the allocator but the types of its outcome.
 */
public final class CheckAllocation {
    private final MachineFunction function;
    private final AllocatedFunction allocated;
    private final Map<BlockLabel, MachineBlock> originals = new HashMap<>();
    private final Map<BlockLabel, AllocatedBlock> blocks = new HashMap<>();
    private final Map<BlockLabel, Contents> entering = new HashMap<>();
    private final Deque<BlockLabel> work = new ArrayDeque<>();
    private final ValueNumbers values;

    private CheckAllocation(MachineFunction function, AllocatedFunction allocated) {
        this.function = function;
        this.allocated = allocated;
        this.values = new ValueNumbers(function);
        for (var block : function.blocks()) originals.put(block.label(), block);
        for (var block : allocated.blocks()) blocks.put(block.label(), block);
    }

    /** Throws {@link IllegalStateException} that names the first operation which would not find its operand. */
    public static void check(MachineFunction function, AllocatedFunction allocated) {
        new CheckAllocation(function, allocated).check();
    }

    private void check() {
        var start = Contents.empty(Register.values().length + allocated.words().size());
        for (var i = 0; i < function.parameters().size(); i++)
            start.put(
                    place(Place.argument(i).fixed().orElseThrow()),
                    values.of(function.parameters().get(i)));
        enter(function.blocks().get(0).label(), start);
        while (!work.isEmpty()) {
            var label = work.remove();
            follow(label, known(label).copy());
        }
    }

    private void enter(BlockLabel label, Contents contents) {
        var before = entering.get(label);
        if (before == null) entering.put(label, contents);
        else if (!before.meet(contents)) return;
        work.add(label);
    }

    private Contents known(BlockLabel label) {
        var contents = entering.get(label);
        if (contents == null) throw new IllegalStateException("block " + label + " was not entered");
        return contents;
    }

    private void follow(BlockLabel label, Contents contents) {
        var original = originals.get(label);
        var block = blocks.get(label);
        if (original == null || block == null) throw broken(label, "there is no such block");
        var expected = encoded(original).iterator();
        var run = new Run(label, contents, expected);
        for (var step : block.steps()) step.accept(run);
        if (expected.hasNext()) throw broken(label, "`" + expected.next() + "` is missing");
        if (!block.terminator().equals(original.terminator())) throw broken(label, "its end has changed");
        run.operands(block.terminator(), block.registers());
        var edges = block.terminator().edges();
        for (var i = 0; i < edges.size(); i++)
            leave(label, edges.get(i), block.targets().get(i), contents.copy());
    }

    private static List<MachineInstruction.Encoded> encoded(MachineBlock block) {
        var encoded = new ArrayList<MachineInstruction.Encoded>();
        for (var instruction : block.instructions())
            instruction.accept(new MachineInstruction.Visitor<Boolean>() {
                @Override
                public Boolean materialize(MachineInstruction.Materialize made) {
                    return true;
                }

                @Override
                public Boolean encoded(MachineInstruction.Encoded kept) {
                    return encoded.add(kept);
                }
            });
        return encoded;
    }

    private void leave(BlockLabel from, MachineEdge edge, BlockLabel to, Contents contents) {
        if (!to.equals(edge.target())) {
            var between = blocks.get(to);
            if (between == null || !between.targets().equals(List.of(edge.target())))
                throw broken(from, "edge " + edge + " leads to " + to);
            var run =
                    new Run(to, contents, List.<MachineInstruction.Encoded>of().iterator());
            for (var step : between.steps()) step.accept(run);
        }
        var target = originals.get(edge.target());
        if (target == null) throw broken(edge.target(), "there is no such block");
        var arguments = edge.arguments().stream().mapToInt(values::of).toArray();
        var parameters = target.parameters().stream().mapToInt(values::of).toArray();
        contents.rename(arguments, parameters);
        enter(edge.target(), contents);
    }

    private IllegalStateException broken(BlockLabel label, String what) {
        return new IllegalStateException(
                "allocation of `" + function.name() + "`, block " + label + ": " + what + "\n" + function + allocated);
    }

    private static int place(Register register) {
        return register.number();
    }

    /** Runs the steps of one block. */
    private final class Run implements AllocatedStep.Visitor<Boolean> {
        private final BlockLabel label;
        private final Contents contents;
        private final Iterator<MachineInstruction.Encoded> expected;

        Run(BlockLabel label, Contents contents, Iterator<MachineInstruction.Encoded> expected) {
            this.label = label;
            this.contents = contents;
            this.expected = expected;
        }

        @Override
        public Boolean move(AllocatedStep.Move step) {
            var to = step.to().accept(new PlaceOf());
            return step.from().accept(new Location.Visitor<>() {
                @Override
                public Boolean register(Location.InRegister from) {
                    contents.copy(place(from.register()), to);
                    return true;
                }

                @Override
                public Boolean word(Location.InWord from) {
                    if (to >= Register.values().length) throw broken(label, "`" + step + "` moves word to word");
                    contents.copy(new PlaceOf().word(from), to);
                    return true;
                }

                @Override
                public Boolean made(Location.Made from) {
                    contents.put(to, values.of(from.recipe()));
                    return true;
                }
            });
        }

        @Override
        public Boolean execute(AllocatedStep.Execute step) {
            var instruction = step.instruction();
            if (!expected.hasNext() || !expected.next().equals(instruction))
                throw broken(label, "`" + instruction + "` is not what comes next");
            operands(instruction, step.registers());
            for (var register : instruction.clobbers().registers()) contents.clear(place(register));
            instruction.result().ifPresent(result -> {
                var register = instruction.fixedResult().orElseGet(() -> register(step.registers(), result));
                contents.forget(values.of(result));
                contents.put(place(register), values.of(result));
            });
            return true;
        }

        void operands(Operation operation, Map<VirtualRegister, Register> registers) {
            for (var use : operation.uses()) {
                var register = use.place()
                        .fixed()
                        .orElseGet(() -> use.place() == Place.RESULT
                                ? register(registers, operation.result().orElseThrow())
                                : register(registers, use.source()));
                if (!contents.holds(place(register), values.of(use.source())))
                    throw broken(label, "`" + operation + "` finds no " + use.source() + " in " + register);
            }
        }

        private Register register(Map<VirtualRegister, Register> registers, Source source) {
            return Sources.register(source)
                    .map(registers::get)
                    .filter(r -> r != Register.R10)
                    .orElseThrow(() -> broken(label, source + " has no register"));
        }

        private final class PlaceOf implements Location.Visitor<Integer> {
            @Override
            public Integer register(Location.InRegister location) {
                if (location.register() == Register.R10) throw broken(label, "r10 is changed");
                return place(location.register());
            }

            @Override
            public Integer word(Location.InWord location) {
                return Register.values().length + location.index();
            }

            @Override
            public Integer made(Location.Made location) {
                throw broken(label, "something is moved to " + location);
            }
        }
    }

    /** Numbers for values; what is made by the same recipe is the same. */
    private static final class ValueNumbers implements Source.Visitor<Integer> {
        private final Recipes recipes;
        private final Map<Recipe, Integer> made = new HashMap<>();
        private final int registers;

        ValueNumbers(MachineFunction function) {
            recipes = Recipes.of(function);
            registers = function.registers();
        }

        int of(Source source) {
            return source.accept(this);
        }

        @Override
        public Integer register(VirtualRegister register) {
            return recipes.of(register).map(this::recipe).orElse(register.number());
        }

        @Override
        public Integer recipe(Recipe recipe) {
            return made.computeIfAbsent(recipe, r -> registers + made.size());
        }
    }
}
