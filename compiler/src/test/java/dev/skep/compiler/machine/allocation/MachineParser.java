package dev.skep.compiler.machine.allocation;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.Condition;
import dev.skep.asm.Opcode;
import dev.skep.asm.OperandShape;
import dev.skep.asm.SourceLine;
import dev.skep.asm.SymbolReference.FunctionReference;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.asm.Width;
import dev.skep.compiler.machine.model.Address;
import dev.skep.compiler.machine.model.FrameBase;
import dev.skep.compiler.machine.model.MachineBlock;
import dev.skep.compiler.machine.model.MachineEdge;
import dev.skep.compiler.machine.model.MachineFunction;
import dev.skep.compiler.machine.model.MachineInstruction;
import dev.skep.compiler.machine.model.MachineTerminator;
import dev.skep.compiler.machine.model.Recipe;
import dev.skep.compiler.machine.model.Source;
import dev.skep.compiler.machine.model.VirtualRegister;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.StackSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads machine IR as {@link MachineFunction#toString} writes it, so that tests can say what they allocate. Slots have 16 bytes. */
final class MachineParser {
    private static final SourceLine LINE = new SourceLine("M.java", 1, 1, "");

    private final Map<String, StackSlot> slots = new LinkedHashMap<>();
    private final List<MachineBlock> blocks = new ArrayList<>();
    private int registers;

    private MachineParser() {}

    static MachineFunction parse(String text) {
        return new MachineParser()
                .function(text.strip().lines().map(String::strip).toList());
    }

    private MachineFunction function(List<String> lines) {
        var header = match("(\\w+)\\((.*)\\) \\{", lines.get(0));
        var parameters = list(header.group(2)).stream().map(this::register).toList();
        var start = 1;
        for (var i = start + 1; i < lines.size(); i++)
            if (lines.get(i).endsWith(":") || lines.get(i).equals("}")) {
                blocks.add(block(lines.subList(start, i)));
                start = i;
            }
        return new MachineFunction(header.group(1), parameters, blocks, List.copyOf(slots.values()), registers);
    }

    private MachineBlock block(List<String> lines) {
        var head = match("([\\w.]+)(?:\\((.*)\\))?:", lines.get(0));
        var parameters = list(head.group(2)).stream().map(this::register).toList();
        var instructions = lines.subList(1, lines.size() - 1).stream()
                .map(this::instruction)
                .toList();
        return new MachineBlock(label(head.group(1)), parameters, instructions, end(lines.get(lines.size() - 1)));
    }

    private MachineInstruction instruction(String line) {
        var parts = line.split(" = ", 2);
        return parts.length == 1 ? effect(line) : defining(register(parts[0]), parts[1]);
    }

    private MachineInstruction effect(String text) {
        if (text.startsWith("call ")) return call(null, text);
        var m = match("(\\w+) \\[(.*)], (\\S+)", text);
        var address = address(m.group(2));
        if (!m.group(3).startsWith("v"))
            return new MachineInstruction.StoreImmediate(
                    opcode(m.group(1), OperandShape.STORE_IMMEDIATE), address, Integer.parseInt(m.group(3)), LINE);
        var opcode = opcode(m.group(1), OperandShape.STORE, OperandShape.ATOMIC);
        var value = register(m.group(3));
        return opcode.shape() == OperandShape.ATOMIC
                ? new MachineInstruction.AtomicUpdate(opcode, address, value, LINE)
                : new MachineInstruction.Store(opcode, address, value, LINE);
    }

    private MachineInstruction defining(VirtualRegister result, String text) {
        if (text.startsWith("call ")) return call(result, text);
        if (text.matches("-?\\d+|&.*")) return new MachineInstruction.Materialize(result, (Recipe) source(text), LINE);
        var memory =
                Pattern.compile("(\\w+) \\[(.*?)](?:, ([^,]+))?(?:, (v\\d+))?").matcher(text);
        if (memory.matches()) return memory(result, memory);
        var m = match("(\\w+) (v\\d+|-?\\d+|&[^,]+)(?:, (\\S+))?", text);
        var left = source(m.group(2));
        if (m.group(3) == null) return unary(result, m.group(1), left);
        if (m.group(3).startsWith("v"))
            return new MachineInstruction.Alu(
                    opcode(m.group(1), OperandShape.ALU_REGISTER), result, left, register(m.group(3)), LINE);
        return new MachineInstruction.AluImmediate(
                opcode(m.group(1), OperandShape.ALU_IMMEDIATE), result, left, Integer.parseInt(m.group(3)), LINE);
    }

    private MachineInstruction memory(VirtualRegister result, Matcher m) {
        var address = address(m.group(2));
        if (m.group(3) == null)
            return new MachineInstruction.Load(opcode(m.group(1), OperandShape.LOAD), result, address, LINE);
        if (m.group(4) == null)
            return new MachineInstruction.AtomicFetch(
                    opcode(m.group(1), OperandShape.ATOMIC), result, address, source(m.group(3)), LINE);
        return new MachineInstruction.CompareExchange(
                opcode(m.group(1), OperandShape.ATOMIC_COMPARE),
                result,
                address,
                source(m.group(3)),
                register(m.group(4)),
                LINE);
    }

    private MachineInstruction unary(VirtualRegister result, String mnemonic, Source operand) {
        var opcode = opcode(mnemonic, OperandShape.ALU_UNARY, OperandShape.ALU_REGISTER);
        if (opcode.shape() == OperandShape.ALU_UNARY)
            return new MachineInstruction.AluUnary(opcode, result, operand, LINE);
        return new MachineInstruction.Convert(opcode, result, (VirtualRegister) operand, LINE);
    }

    private MachineInstruction call(VirtualRegister result, String text) {
        var m = match("call (\\w+)\\((.*)\\)", text);
        var callee = m.group(1).matches("\\d+")
                ? new CallInstruction.Helper(Integer.parseInt(m.group(1)))
                : new CallInstruction.Function(new FunctionReference(m.group(1)));
        return new MachineInstruction.Call(
                callee, result, list(m.group(2)).stream().map(this::source).toList(), LINE);
    }

    private MachineTerminator end(String text) {
        if (text.equals("exit")) return new MachineTerminator.Exit(null, LINE);
        if (text.startsWith("exit ")) return new MachineTerminator.Exit(source(text.substring(5)), LINE);
        if (text.startsWith("goto ")) return new MachineTerminator.Goto(edge(text.substring(5)), LINE);
        var m = match("(\\w+) (v\\d+), (\\S+) \\? (.*) : (.*)", text);
        var left = register(m.group(2));
        var then = edge(m.group(4));
        var otherwise = edge(m.group(5));
        for (var width : List.of(Width.W, Width.DW))
            for (var condition : Condition.values()) {
                if (!condition.register(width).mnemonic().equals(m.group(1))) continue;
                if (!m.group(3).startsWith("v"))
                    return new MachineTerminator.IfImmediate(
                            condition, width, left, Integer.parseInt(m.group(3)), then, otherwise, LINE);
                return new MachineTerminator.IfRegister(
                        condition, width, left, register(m.group(3)), then, otherwise, LINE);
            }
        throw new IllegalArgumentException(text);
    }

    private MachineEdge edge(String text) {
        var m = match("([\\w.]+)(?:\\((.*)\\))?", text);
        return new MachineEdge(
                label(m.group(1)), list(m.group(2)).stream().map(this::source).toList());
    }

    private Source source(String text) {
        if (text.startsWith("v")) return register(text);
        if (text.startsWith("&") && text.contains(".")) {
            var address = address(text.substring(1));
            return new Recipe.FrameAddress(((FrameBase) address.base()).slot(), address.offset());
        }
        if (text.startsWith("&map ")) return new Recipe.SymbolAddress(new MapReference(text.substring(5)));
        return new Recipe.Number(Long.parseLong(text));
    }

    private Address address(String text) {
        var m = match("(\\S+)(?: ([+-]) (\\d+))?", text);
        var distance = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        var offset = "-".equals(m.group(2)) ? -distance : distance;
        if (!m.group(1).contains(".")) return new Address(register(m.group(1)), offset);
        var slot = slots.computeIfAbsent(m.group(1), this::slot);
        return new Address(new FrameBase(slot), offset);
    }

    private StackSlot slot(String text) {
        var m = match("(\\w+)\\.(\\d+)", text);
        return new StackSlot(Integer.parseInt(m.group(2)), m.group(1), 16, 8, LINE);
    }

    private VirtualRegister register(String text) {
        var number = Integer.parseInt(match("v(\\d+)", text).group(1));
        registers = Math.max(registers, number + 1);
        return new VirtualRegister(number);
    }

    private static BlockLabel label(String text) {
        var m = match("(\\w+)\\.(\\d+)", text);
        return new BlockLabel(Integer.parseInt(m.group(2)), m.group(1));
    }

    private static Opcode opcode(String mnemonic, OperandShape... shapes) {
        Set<OperandShape> wanted = EnumSet.copyOf(List.of(shapes));
        return Arrays.stream(Opcode.values())
                .filter(o -> o.mnemonic().equals(mnemonic) && wanted.contains(o.shape()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no instruction " + mnemonic + " of shape " + wanted));
    }

    private static List<String> list(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(", "));
    }

    private static Matcher match(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException("`" + text + "` is not " + pattern);
        return matcher;
    }
}
