package dev.skep.compiler.machine.allocation;

import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.Operation;
import dev.skep.compiler.machine.model.Place;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Iterator;
import java.util.Map;

/** Follows the steps of one block for {@link CheckAllocation} and changes what places hold as they do. */
final class CheckSteps implements AllocatedStep.Visitor<Contents> {
    private final Contents contents;
    private final Iterator<MachineInstruction.Encoded> expected;
    private final ValueNumbers values;

    /**
     * @param contents what the places hold before the first step
     * @param expected the instructions that the block is to run, in order
     */
    CheckSteps(Contents contents, Iterator<MachineInstruction.Encoded> expected, ValueNumbers values) {
        this.contents = contents;
        this.expected = expected;
        this.values = values;
    }

    /** What is wrong with a step. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String what) {
            super(what);
        }
    }

    static int place(Register register) {
        return register.number();
    }

    void run(AllocatedBlock block) {
        for (var step : block.steps()) step.accept(this);
        if (expected.hasNext()) throw new Broken("`" + expected.next() + "` is missing");
    }

    @Override
    public Contents move(AllocatedStep.Move step) {
        var to = step.to().accept(new PlaceOf());
        return step.from().accept(new Location.Visitor<>() {
            @Override
            public Contents register(Location.InRegister from) {
                return copy(place(from.register()), to, step);
            }

            @Override
            public Contents word(Location.InWord from) {
                if (isWord(to)) throw new Broken("`" + step + "` moves word to word");
                return copy(new PlaceOf().word(from), to, step);
            }

            @Override
            public Contents made(Location.Made from) {
                if (isWord(to) && !from.equals(Location.Made.ZERO))
                    throw new Broken("`" + step + "` makes a value in a word");
                contents.put(to, values.of(from.recipe()));
                return contents;
            }
        });
    }

    /** The verifier refuses reading what nothing was written to, even when nobody wants it. */
    private Contents copy(int from, int to, AllocatedStep.Move step) {
        if (contents.isEmpty(from)) throw new Broken("`" + step + "` moves nothing");
        contents.copy(from, to);
        return contents;
    }

    private static boolean isWord(int place) {
        return place >= Register.values().length;
    }

    @Override
    public Contents execute(AllocatedStep.Execute step) {
        var instruction = step.instruction();
        if (!expected.hasNext() || !expected.next().equals(instruction))
            throw new Broken("`" + instruction + "` is not what comes next");
        operands(instruction, step.registers());
        for (var register : instruction.clobbers().registers()) contents.clear(place(register));
        instruction.result().ifPresent(result -> {
            var register = instruction.fixedResult().orElseGet(() -> register(step.registers(), result));
            contents.put(place(register), values.of(result));
        });
        return contents;
    }

    /** Asks that the operands are where the operation reads them. */
    void operands(Operation operation, Map<VirtualRegister, Register> registers) {
        for (var use : operation.uses()) {
            var register = use.place()
                    .fixed()
                    .orElseGet(() -> use.place() == Place.RESULT
                            ? register(registers, operation.result().orElseThrow())
                            : register(registers, use.source()));
            if (!contents.holds(place(register), values.of(use.source())))
                throw new Broken("`" + operation + "` finds no " + use.source() + " in " + register);
        }
    }

    private static Register register(Map<VirtualRegister, Register> registers, Source source) {
        return Sources.register(source)
                .map(registers::get)
                .filter(r -> r != Register.R10)
                .orElseThrow(() -> new Broken(source + " has no register"));
    }

    /** The number of a place that can be written. */
    private final class PlaceOf implements Location.Visitor<Integer> {
        @Override
        public Integer register(Location.InRegister location) {
            if (location.register() == Register.R10) throw new Broken("r10 is changed");
            return place(location.register());
        }

        @Override
        public Integer word(Location.InWord location) {
            var place = Register.values().length + location.index();
            if (!contents.hasPlace(place)) throw new Broken("there is no " + location);
            return place;
        }

        @Override
        public Integer made(Location.Made location) {
            throw new Broken("something is moved to " + location);
        }
    }
}
