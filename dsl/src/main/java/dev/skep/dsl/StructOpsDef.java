package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.StructOps;
import dev.skep.ir.StructOps.Attach;
import dev.skep.kernel.OpsStruct;
import dev.skep.kernel.ProgramType;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A struct of functions that the kernel calls, such as a TCP congestion control: {@code struct tcp_congestion_ops reno = { .ssthresh =
 * ssthresh, .name = "reno", … }}. Members that are not given are zero. It is a map for loaders: the kernel takes it when user space registers
 * that, as {@code bpftool struct_ops register} does. Where a member lies in the kernel that runs, loaders find out by its name. For GPL
 * programs. Kernel 5.6.
 *
 * <pre>{@code
 * static final KernelStruct TCP = kernelStruct("tcp_sock");
 * static final KernelField<U32> WINDOW = TCP.field("snd_cwnd", U32);
 *
 * static final KernelSignature LOST = kernelSignature("ssthresh");
 * static final KernelArgument<KernelObject> SOCKET = LOST.pointer("sk", TCP);
 *
 * static final StructOpsDef RENO = structOps("Reno", "tcp_congestion_ops")
 *         .data("name", chars(16).of("my_reno"))
 *         .program("lost", ProgramType.member(LOST, U32), p -> p.return_(p.argument(Reno.SOCKET).get(WINDOW).div(2).max(2)));
 * }</pre>
 *
 * <p>An object has it by {@link ObjectBuilder#structOps}. What the functions take and return is for the user to declare as the kernel does.
 */
public final class StructOpsDef {
    private final String name;
    private final String struct;
    private final List<Given> members;
    private final List<Attachment> attachment;
    private final SourceLine location;

    /** What is said of how the kernel takes it. */
    private enum Attachment {
        LINK,
        OPTIONAL
    }

    /** A member that is given. */
    private interface Given {
        String member();

        /** Writes the program that it leads to, if it does. */
        Optional<Function> write(ObjectBuilder object, String struct);

        StructOps.Member in(ByteOrder order);
    }

    private record Data(String member, Contents<?> value) implements Given {
        @Override
        public Optional<Function> write(ObjectBuilder object, String struct) {
            return Optional.empty();
        }

        @Override
        public StructOps.Member in(ByteOrder order) {
            return new StructOps.Data(member, value.type().btf(), value.in(order));
        }
    }

    private record Program<R>(
            String name,
            dev.skep.dsl.ProgramType<TypedBuilder<R>> type,
            Consumer<? super TypedBuilder<R>> statements,
            SourceLine line)
            implements Given {
        @Override
        public String member() {
            return type.name().target();
        }

        @Override
        public Optional<Function> write(ObjectBuilder object, String struct) {
            var kind = new FunctionKind.Entry(type.section());
            return Optional.of(
                    object.written(name, type, statements, line, object.parts().rules(kind, struct)));
        }

        @Override
        public StructOps.Member in(ByteOrder order) {
            return new StructOps.Program(member(), name);
        }
    }

    private StructOpsDef(
            String name, String struct, List<Given> members, List<Attachment> attachment, SourceLine location) {
        this.name = name;
        this.struct = struct;
        this.members = List.copyOf(members);
        this.attachment = List.copyOf(attachment);
        this.location = location;
    }

    /** A struct without members yet, of the kernel's {@code struct}. */
    public static StructOpsDef structOps(String name, String struct) {
        if (name.isBlank() || struct.isBlank())
            throw new IllegalArgumentException("a struct of functions and its type have names");
        return new StructOpsDef(name, struct, List.of(), List.of(), UserCode.line());
    }

    /** Adds a member that is a number or characters, with the type that it has in the kernel: {@code chars(16).of("name")}. */
    public StructOpsDef data(String member, Contents<?> value) {
        var type = value.type();
        var isData = type instanceof BytesType || (type instanceof ScalarType<?> number && !number.isNetworkOrder());
        if (!isData)
            throw new IllegalArgumentException(
                    "member `" + member + "` is a " + type + ", need a number or characters");
        return with(new Data(member, value));
    }

    /**
     * Adds a member that leads to a program; {@code type} is one of {@link dev.skep.dsl.ProgramType#member}, which may sleep or be optional,
     * and {@code statements} run once in each object that has this.
     */
    public <R> StructOpsDef program(
            String program,
            dev.skep.dsl.ProgramType<TypedBuilder<R>> type,
            Consumer<? super TypedBuilder<R>> statements) {
        if (type.name().kind().programType() != ProgramType.STRUCT_OPS)
            throw new IllegalArgumentException(
                    "a program of section `" + type + "` is no member of a struct of functions");
        var member = type.name().target();
        if (known().filter(ops -> ops.refuses(member)).isPresent())
            throw new IllegalArgumentException("the kernel takes no program for `" + member + "` of `" + struct + "`");
        return with(new Program<>(program, type, statements, UserCode.line()));
    }

    /** Returns the same, taken by a link, which user space can pin and exchange for another, and not by filling the map. Kernel 6.4. */
    public StructOpsDef link() {
        return with(Attachment.LINK);
    }

    /** Returns the same, left out by loaders unless they are told otherwise. libbpf 1.4 or later. */
    public StructOpsDef optional() {
        return with(Attachment.OPTIONAL);
    }

    private StructOpsDef with(Attachment more) {
        var all = new ArrayList<>(attachment);
        all.add(more);
        return new StructOpsDef(name, struct, members, all, location);
    }

    private StructOpsDef with(Given more) {
        if (members.stream().anyMatch(given -> given.member().equals(more.member())))
            throw new IllegalArgumentException("member `" + more.member() + "` of `" + name + "` is given twice");
        var all = new ArrayList<>(members);
        all.add(more);
        return new StructOpsDef(name, struct, all, attachment, location);
    }

    /** Returns what is known of the kernel's struct. */
    private Optional<OpsStruct> known() {
        return OpsStruct.of(struct);
    }

    /** Throws unless the kernel takes it. */
    void require(Parts parts) {
        var rules = parts.rules(new FunctionKind.Subprogram());
        rules.requireGpl("a struct of functions");
        rules.requireKernel(known().map(OpsStruct::since).orElse(OpsStruct.SINCE), "a `" + struct + "`");
        if (attachment.contains(Attachment.LINK))
            rules.requireKernel(OpsStruct.LINKS, "a struct of functions that is attached by a link");
        for (var given : members) if (given instanceof Program<?> program) require(rules, program);
        for (var choice : known().map(OpsStruct::required).orElse(List.of())) {
            if (members.stream().map(Given::member).noneMatch(choice::contains))
                throw new IllegalStateException("`" + name + "` has no "
                        + choice.stream().map(member -> "`" + member + "`").collect(Collectors.joining(" and no "))
                        + ", and the kernel takes no `" + struct + "` without");
        }
    }

    private void require(Rules rules, Program<?> program) {
        if (!program.type().name().kind().sleepable()) return;
        rules.requireKernel(OpsStruct.SLEEPS, "a program in a struct of functions that may sleep");
        if (known().filter(ops -> ops.sleep() == OpsStruct.Sleep.NEVER).isPresent())
            throw new IllegalStateException("functions of a `" + struct + "` are called where nobody may sleep");
    }

    /** Writes the programs. */
    List<Function> write(ObjectBuilder object) {
        var functions = new ArrayList<Function>();
        for (var given : members) given.write(object, struct).ifPresent(functions::add);
        return functions;
    }

    StructOps definition(ByteOrder order) {
        var given = members.stream().map(member -> member.in(order)).toList();
        return new StructOps(name, struct, attach(), given, location);
    }

    private Attach attach() {
        var isOptional = attachment.contains(Attachment.OPTIONAL);
        if (attachment.contains(Attachment.LINK)) return isOptional ? Attach.OPTIONAL_LINK : Attach.LINK;
        return isOptional ? Attach.OPTIONAL_REGISTER : Attach.REGISTER;
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
