package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.BAD_MEMBER;
import static dev.skep.compiler.DiagnosticCode.MISSING_MEMBER;
import static dev.skep.compiler.DiagnosticCode.NO_KERNEL_TYPE;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.skep.ir.StructOps;
import dev.skep.kernel.EditDistance;
import dev.skep.kernel.OpsStruct;
import dev.skep.lang.Bpf;
import dev.skep.lang.Member;
import dev.skep.processor.bindings.OpsLayout;
import dev.skep.processor.bindings.OpsMember;
import dev.skep.processor.bindings.OpsTypes;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The struct of functions that a class is, if it is one. Its members are checked against the kernel's as they are met. */
final class OpsMembers {
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final OpsTypes types;
    private final List<StructOps.Member> members = new ArrayList<>();
    private final Set<String> met = new HashSet<>();
    private @Nullable Declared declared;

    /**
     * What is said of the class.
     *
     * @param struct what is known of the kernel's struct beyond its types; null for nothing
     */
    private record Declared(
            Tree place, OpsLayout layout, @Nullable OpsStruct struct, StructOps table) {}

    OpsMembers(OpsTypes types) {
        this.types = types;
    }

    static boolean isMember(VariableElement field) {
        return field.getAnnotation(Member.class) != null;
    }

    /** Returns the name that the kernel gives a member; constants may be named as they are in Java. */
    static String name(Element member) {
        var given = member.getAnnotation(Member.class).value();
        if (!given.isEmpty()) return given;
        var name = Names.of(member);
        return CONSTANT.matcher(name).matches() ? name.toLowerCase(Locale.ROOT) : Names.ofTheKernel(member);
    }

    /** Takes what the class says about itself. */
    void begin(UnitScope unit, ClassTree tree) {
        refuseNested(unit, tree);
        var said = unit.owner().getAnnotation(dev.skep.lang.StructOps.class);
        if (said == null) return;
        var place = annotation(unit, tree);
        var layout = types.find(said.value()).orElseThrow(() -> unit.reporter()
                .refuse(
                        place,
                        NO_KERNEL_TYPE,
                        "no struct of functions is named `" + said.value() + "`",
                        "name a file with the types of a kernel that has it: -Askep.btf=/sys/kernel/btf/vmlinux"));
        unit.requireGpl(place, "a struct of functions");
        var struct = OpsStruct.of(said.value()).orElse(null);
        unit.require(place, struct == null ? OpsStruct.SINCE : struct.since(), "a `" + said.value() + "`");
        if (said.link()) unit.require(place, OpsStruct.LINKS, "a struct of functions that is attached by a link");
        var attach = said.link()
                ? said.optional() ? StructOps.Attach.OPTIONAL_LINK : StructOps.Attach.LINK
                : said.optional() ? StructOps.Attach.OPTIONAL_REGISTER : StructOps.Attach.REGISTER;
        var line = unit.sources().line(place);
        var table = new StructOps(Names.of(unit.owner()), said.value(), attach, List.of(), line);
        declared = new Declared(place, layout, struct, table);
    }

    private static void refuseNested(UnitScope unit, ClassTree tree) {
        for (var member : tree.getMembers()) {
            if (!(member instanceof ClassTree)) continue;
            var nested = unit.attribution().find(member).filter(TypeElement.class::isInstance);
            if (nested.isPresent()
                    && nested.get().getAnnotation(dev.skep.lang.StructOps.class) != null
                    && nested.get().getAnnotation(Bpf.class) == null)
                throw unit.reporter()
                        .refuse(
                                member,
                                BAD_MEMBER,
                                "struct of functions `" + nested.get().getSimpleName() + "` is no @Bpf class",
                                "write @Bpf on it, too; @Bpf(object = …) lets several classes have one object");
        }
    }

    private static Tree annotation(UnitScope unit, ClassTree tree) {
        return tree.getModifiers().getAnnotations().stream()
                .filter(annotation -> ((TypeElement) unit.attribution().element(annotation.getAnnotationType()))
                        .getQualifiedName()
                        .contentEquals(dev.skep.lang.StructOps.class.getName()))
                .<Tree>map(annotation -> annotation)
                .findFirst()
                .orElse(tree);
    }

    /** Takes a program, after checking that the kernel calls it so. */
    void program(UnitScope unit, Tree place, MethodTree tree, ExecutableElement method) {
        var ops = declared(unit, place);
        var name = name(method);
        if (!(member(unit, ops, place, name) instanceof OpsMember.Function function))
            throw refuse(unit, place, text(ops, name) + " is no function");
        if (ops.struct != null && ops.struct.refuses(name))
            throw refuse(unit, place, "the kernel takes no program for `" + name + "`");
        if (method.getAnnotation(Member.class).sleepable()) requireSleep(unit, ops, place);
        new OpsSignature(unit, ops.layout.name(), name, ops.struct).require(tree, method, function);
        members.add(new StructOps.Program(name, Names.of(method)));
    }

    private static void requireSleep(UnitScope unit, Declared ops, Tree place) {
        unit.require(place, OpsStruct.SLEEPS, "a program in a struct of functions that may sleep");
        if (ops.struct != null && ops.struct.sleep() == OpsStruct.Sleep.NEVER)
            throw refuse(unit, place, "functions of a `" + ops.layout.name() + "` are called where nobody may sleep");
    }

    /** Takes a constant. */
    void data(UnitScope unit, VariableTree tree, VariableElement field) {
        var ops = declared(unit, tree);
        var name = name(field);
        var member = member(unit, ops, tree, name);
        if (member instanceof OpsMember.Function)
            throw refuse(unit, tree, text(ops, name) + " is a function, which a method stands for");
        if (!(member instanceof OpsMember.Data data))
            throw refuse(unit, tree, text(ops, name) + " is nothing that a program can give");
        members.add(new StructOps.Data(name, data.type(), new OpsData(unit).initial(tree, field, data)));
    }

    private OpsMember member(UnitScope unit, Declared ops, Tree place, String name) {
        var found = ops.layout.member(name);
        if (found.isEmpty())
            throw unit.reporter()
                    .refuse(
                            place,
                            BAD_MEMBER,
                            "`" + ops.layout.name() + "` has no member `" + name + "`",
                            "did you mean `" + nearest(ops.layout, name)
                                    + "`? @Member(\"…\") names another one than the method");
        if (!met.add(name)) throw refuse(unit, place, "`" + name + "` is given twice");
        return found.get();
    }

    private static String nearest(OpsLayout layout, String name) {
        return layout.members().stream()
                .min(Comparator.comparingInt(member -> EditDistance.between(member, name)))
                .orElse("");
    }

    private static String text(Declared ops, String name) {
        return "member `" + name + "` of `" + ops.layout.name() + "`, a `"
                + ops.layout.member(name).map(OpsMember::text).orElse("") + "`,";
    }

    private Declared declared(UnitScope unit, Tree place) {
        if (declared != null) return declared;
        if (unit.owner().getAnnotation(dev.skep.lang.StructOps.class) != null) throw unit.refusedBefore();
        throw unit.reporter()
                .refuse(
                        place,
                        BAD_MEMBER,
                        "`" + unit.owner().getSimpleName() + "` is no struct of functions",
                        "write @StructOps(\"…\") on the class");
    }

    /** Refuses a struct without a member that the kernel needs. */
    void requireAll(UnitScope unit) {
        if (declared == null || declared.struct == null) return;
        for (var choice : declared.struct.required())
            if (choice.stream().noneMatch(met::contains))
                unit.reporter()
                        .refuse(
                                declared.place,
                                MISSING_MEMBER,
                                "`" + unit.owner().getSimpleName() + "` has no "
                                        + choice.stream()
                                                .map(name -> "`" + name + "`")
                                                .collect(Collectors.joining(" and no ")));
    }

    /** Returns what the kernel is known to ask of the struct that the class is. */
    Optional<OpsStruct> struct() {
        return Optional.ofNullable(declared).map(Declared::struct);
    }

    /** Returns the struct with the members so far; none for a class that is none. */
    List<StructOps> table() {
        if (declared == null) return List.of();
        var table = declared.table;
        return List.of(new StructOps(table.name(), table.type(), table.attach(), members, table.location()));
    }

    private static Refusal refuse(UnitScope unit, Tree place, String message) {
        return unit.reporter().refuse(place, BAD_MEMBER, message);
    }
}
