package dev.skep.ir.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.Register;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyParser;
import dev.skep.asm.text.AssemblyTextException;
import dev.skep.asm.text.Dialect;
import dev.skep.ir.AssemblyBlock;
import dev.skep.ir.AssemblyBlock.Step;
import dev.skep.ir.text.Lexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what stands between the braces of an {@code assembly}: an instruction in quotes, or {@code r1 map name}, or {@code r1 global name + 4}. */
final class AssemblyBlockParser {
    private static final AssemblyOptions OPTIONS = AssemblyOptions.DEFAULT.withDialect(Dialect.LLVM);
    private static final Map<String, Register> REGISTERS =
            Arrays.stream(Register.values()).collect(Collectors.toMap(Register::toString, Function.identity()));

    private final Tokens tokens;
    private final Locations locations;

    AssemblyBlockParser(Tokens tokens, Locations locations) {
        this.tokens = tokens;
        this.locations = locations;
    }

    AssemblyBlock block() {
        tokens.expect("{");
        List<Step> steps = new ArrayList<>();
        while (!tokens.takeIf("}")) {
            var instruction = tokens.at(Token.Kind.STRING) ? instruction() : symbol();
            steps.add(new Step(instruction, locations.place("")));
        }
        return new AssemblyBlock(steps);
    }

    private Instruction instruction() {
        var token = tokens.peek();
        try {
            return AssemblyParser.instruction(tokens.string(), OPTIONS);
        } catch (AssemblyTextException e) {
            throw token.error(e.problems().get(0).message());
        }
    }

    private Instruction symbol() {
        var register = tokens.word("register", REGISTERS);
        if (tokens.takeIf("map")) return new WideInstruction.Symbol(register, new MapReference(tokens.name()));
        tokens.expect("global");
        var name = tokens.name();
        var token = tokens.peek();
        var offset = tokens.takeIf("+") ? tokens.smallNumber() : 0;
        return Tokens.checked(token, () -> new WideInstruction.Symbol(register, new DataReference(name, offset)));
    }
}
