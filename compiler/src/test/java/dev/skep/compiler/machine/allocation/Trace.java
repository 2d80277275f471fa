package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.allocation.AllocatedStep.Execute;
import dev.skep.compiler.machine.allocation.AllocatedStep.Move;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Place;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.Use;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What code does when it runs: each operation with the values it reads. Operations compute numbers that stand for what they would compute,
 * from what they are, their operands and how many came before; so the same trace before and after allocation, on many inputs, means the same
 * meaning. An oracle that knows values, where {@link CheckAllocation} knows names.
 */
final class Trace {
    private static final int MOST_EVENTS = 120;
    private static final int MOST_BLOCKS = 400;
    private static final long CANNOT_GO_ON = -1;

    private final MachineFunction function;
    private final Map<Operation, Integer> texts = new IdentityHashMap<>();

    Trace(MachineFunction function) {
        this.function = function;
    }

    /** Returns what the function does with the arguments of a seed. */
    List<Long> of(long seed) {
        return new Run(seed).run();
    }

    /** Returns what an allocation of it does with them; where it cannot go on it ends. */
    List<Long> of(AllocatedFunction allocated, long seed) {
        return new Run(seed).run(allocated);
    }

    private static long mix(Object... parts) {
        var hash = 0x9E37_79B9_7F4A_7C15L;
        for (var part : parts) {
            hash = (hash ^ (part instanceof Long number ? number : part.hashCode())) * 0xBF58_476D_1CE4_E5B9L;
            hash ^= hash >>> 31;
        }
        return hash;
    }

    private static long value(Recipe recipe) {
        return mix("made", recipe.toString());
    }

    private int text(Operation operation) {
        return texts.computeIfAbsent(operation, o -> o.toString().hashCode());
    }

    private static AllocatedBlock find(AllocatedFunction function, BlockLabel label) {
        return function.blocks().stream()
                .filter(b -> b.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new CannotGoOn("no block " + label));
    }

    private MachineBlock find(BlockLabel label) {
        return function.blocks().stream()
                .filter(b -> b.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Register find(Map<VirtualRegister, Register> assigned, VirtualRegister value) {
        var register = assigned.get(value);
        if (register == null) throw new CannotGoOn(value + " has no register");
        return register;
    }

    /** The run has gone on for long enough, or the code makes no sense. */
    private static final class CannotGoOn extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotGoOn(String what) {
            super(what);
        }
    }

    /** One run. */
    private final class Run {
        private final List<Long> events = new ArrayList<>();
        private final Map<VirtualRegister, Long> values = new HashMap<>();
        private final long seed;

        Run(long seed) {
            this.seed = seed;
        }

        private long argument(int index) {
            return mix("argument", index, seed);
        }

        /** Notes the operation and returns what it computes. */
        private long happens(Operation operation, List<Long> operands) {
            if (events.size() == MOST_EVENTS) throw new CannotGoOn("enough");
            var event = mix(text(operation), operands, events.size(), seed);
            events.add(event);
            return event;
        }

        private <T> T choose(List<T> ways, long value) {
            return ways.get((int) Math.floorMod(value, (long) ways.size()));
        }

        List<Long> run() {
            for (var i = 0; i < function.parameters().size(); i++)
                values.put(function.parameters().get(i), argument(i));
            try {
                var block = function.blocks().get(0);
                while (true) {
                    block.instructions().forEach(this::run);
                    var end = block.terminator();
                    var decision = happens(end, operands(end));
                    if (end.edges().isEmpty()) return events;
                    var edge = choose(end.edges(), decision);
                    block = find(edge.target());
                    var arguments = edge.arguments().stream().map(this::get).toList();
                    for (var i = 0; i < arguments.size(); i++)
                        values.put(block.parameters().get(i), arguments.get(i));
                }
            } catch (CannotGoOn e) {
                events.add(CANNOT_GO_ON);
                return events;
            }
        }

        private void run(MachineInstruction instruction) {
            var result = instruction.accept(new MachineInstruction.Visitor<Long>() {
                @Override
                public Long materialize(MachineInstruction.Materialize made) {
                    return value(made.recipe());
                }

                @Override
                public Long encoded(MachineInstruction.Encoded kept) {
                    return happens(kept, operands(kept));
                }
            });
            instruction.result().ifPresent(defined -> values.put(defined, result));
        }

        private List<Long> operands(Operation operation) {
            return operation.uses().stream().map(use -> get(use.source())).toList();
        }

        private long get(Source source) {
            return source.accept(new Source.Visitor<>() {
                @Override
                public Long register(VirtualRegister register) {
                    var value = values.get(register);
                    if (value == null) throw new IllegalArgumentException(register + " is not defined");
                    return value;
                }

                @Override
                public Long recipe(Recipe recipe) {
                    return value(recipe);
                }
            });
        }

        List<Long> run(AllocatedFunction allocated) {
            var machine = new Machine(this, allocated.words().size());
            for (var i = 0; i < function.parameters().size(); i++) machine.registers[i + 1] = argument(i);
            try {
                var label = allocated.blocks().get(0).label();
                for (var count = 0; count < MOST_BLOCKS; count++) {
                    var block = find(allocated, label);
                    for (var step : block.steps()) step.accept(machine);
                    var between = block.label().hint().equals("edge");
                    var end = block.terminator();
                    var decision = between ? 0 : happens(end, machine.operands(end, block.registers()));
                    if (block.targets().isEmpty()) return events;
                    label = choose(block.targets(), decision);
                }
                throw new CannotGoOn("it moves in circles");
            } catch (CannotGoOn e) {
                events.add(CANNOT_GO_ON);
                return events;
            }
        }
    }

    /** Registers and words while they run. */
    private static final class Machine implements AllocatedStep.Visitor<Boolean> {
        private final long[] registers = new long[Register.values().length];
        private final long[] words;
        private final Run run;

        Machine(Run run, int words) {
            this.run = run;
            this.words = new long[words];
            Arrays.setAll(registers, i -> mix("nothing", i));
            Arrays.setAll(this.words, i -> mix("empty", i));
        }

        @Override
        public Boolean move(Move step) {
            var value = step.from().accept(new Location.Visitor<Long>() {
                @Override
                public Long register(Location.InRegister from) {
                    return registers[from.register().number()];
                }

                @Override
                public Long word(Location.InWord from) {
                    return words[from.index()];
                }

                @Override
                public Long made(Location.Made from) {
                    return value(from.recipe());
                }
            });
            return step.to().accept(new Location.Visitor<>() {
                @Override
                public Boolean register(Location.InRegister to) {
                    registers[to.register().number()] = value;
                    return true;
                }

                @Override
                public Boolean word(Location.InWord to) {
                    words[to.index()] = value;
                    return true;
                }

                @Override
                public Boolean made(Location.Made to) {
                    throw new CannotGoOn("moved to " + to);
                }
            });
        }

        @Override
        public Boolean execute(Execute step) {
            var instruction = step.instruction();
            var result = run.happens(instruction, operands(instruction, step.registers()));
            for (var register : instruction.clobbers().registers())
                registers[register.number()] = mix("clobbered", register.number(), run.events.size());
            instruction.result().ifPresent(defined -> {
                var register = instruction.fixedResult().orElseGet(() -> find(step.registers(), defined));
                registers[register.number()] = result;
            });
            return true;
        }

        List<Long> operands(Operation operation, Map<VirtualRegister, Register> assigned) {
            return operation.uses().stream()
                    .map(use -> registers[place(operation, use, assigned).number()])
                    .toList();
        }

        private static Register place(Operation operation, Use use, Map<VirtualRegister, Register> assigned) {
            var fixed = use.place().fixed();
            if (fixed.isPresent()) return fixed.get();
            if (use.place() == Place.RESULT)
                return find(assigned, operation.result().orElseThrow());
            return find(assigned, (VirtualRegister) use.source());
        }
    }
}
