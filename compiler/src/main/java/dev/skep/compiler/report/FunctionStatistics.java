package dev.skep.compiler.report;

import dev.skep.asm.Register;
import dev.skep.asm.RegisterSet;
import dev.skep.compiler.FrameLayout;
import dev.skep.compiler.GeneratedCode;
import java.util.stream.Collectors;

/** What one function became. */
record FunctionStatistics(GeneratedCode code, RegisterSet registers) {
    private static final int GENERAL_REGISTERS = 10;

    static FunctionStatistics of(GeneratedCode code) {
        return new FunctionStatistics(code, NamedRegisters.of(code.code()));
    }

    /** Returns the numbers, one a line, and below that of the stack a line for each owner. */
    String text() {
        var used = registers.registers().stream()
                .filter(register -> register != Register.R10)
                .map(Register::toString)
                .toList();
        var areas = code.frame().areas();
        var spilled = areas.stream()
                .filter(area -> area.purpose() == FrameLayout.Purpose.SPILL)
                .count();
        return "  slots      " + code.slots() + "\n"
                + "  registers  " + used.size() + " of " + GENERAL_REGISTERS + ": " + String.join(" ", used) + "\n"
                + "  spills     places " + spilled + ", stores " + code.spillStores() + ", loads " + code.spillLoads()
                + "\n"
                + "  stack      " + code.frame().size() + " of " + FrameLayout.LIMIT + " bytes\n"
                + areas.stream().map(FunctionStatistics::owner).collect(Collectors.joining());
    }

    private static String owner(FrameLayout.Area area) {
        var name = area.purpose() == FrameLayout.Purpose.SPILL ? area.name() : "`" + area.name() + "`";
        var place = area.location().line() == 0 ? "" : " of " + area.location();
        return "    r10" + area.offset() + ": " + area.size() + " for " + name + place + "\n";
    }
}
