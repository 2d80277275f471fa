package dev.skep.btf;

import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Enumerator;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Modifier;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.TypeTag;
import dev.skep.btf.BtfType.Var;
import dev.skep.btf.BtfValidator.Audience;
import dev.skep.btf.BtfValidator.Report;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The rules for one type, by its kind; answers the report. */
record KindRules(BtfGraph graph, Audience audience, Report report) implements BtfType.Visitor<Report> {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DOTTED = Pattern.compile("[A-Za-z_.][A-Za-z0-9_.]*");
    private static final int MAX_NAME = 512;
    private static final int MAX_INT_BITS = 128;
    private static final long MAX_SIZE = 0xFFFF_FFFFL;
    private static final Set<Integer> FLOAT_SIZES = Set.of(2, 4, 8, 12, 16);
    private static final Set<Integer> ENUM_SIZES = Set.of(1, 2, 4, 8);
    private static final Set<Integer> REGULAR_SIZES = Set.of(1, 2, 4, 8, 16);

    /** Sections that loaders complete: sizes and linkages the kernel takes come later. */
    private static final Set<String> COMPLETED_SECTIONS = Set.of(".ksyms", ".kconfig");

    @Override
    public Report visit(BtfType.Int type) {
        int bits = type.bitOffset() + type.bits();
        report.require(
                bits <= MAX_INT_BITS && bits <= 8L * type.size(),
                BtfRule.INT_BITS,
                () -> "has " + type.bits() + " bits from bit " + type.bitOffset() + " in " + type.size() + " bytes");
        if (audience == Audience.KERNEL) {
            return report;
        }
        report.require(REGULAR_SIZES.contains(type.size()), BtfRule.SIZE, () -> "has " + type.size() + " bytes");
        return named(type);
    }

    @Override
    public Report visit(BtfType.Ptr type) {
        return report;
    }

    @Override
    public Report visit(BtfType.Array type) {
        var index = graph.type(graph.resolve(type.index()), BtfType.Int.class);
        report.require(
                index.isPresent() && isRegular(index.get()),
                BtfRule.ARRAY_INDEX,
                () -> "is indexed by " + graph.describe(type.index()));
        complete(type.element(), () -> "has elements of");
        var size = graph.sizeOf(report.type());
        boolean regular = graph.type(graph.resolve(type.element()), BtfType.Int.class)
                .map(KindRules::isRegular)
                .orElse(true);
        report.require(regular, BtfRule.COMPLETE, () -> "has elements that do not fill their bytes");
        return report.require(
                size.isEmpty() || size.getAsLong() <= MAX_SIZE,
                BtfRule.TOO_LARGE,
                () -> "has " + size.orElse(0) + " bytes");
    }

    @Override
    public Report visit(BtfType.Struct type) {
        for (int i = 1; i < type.members().size(); i++) {
            var before = type.members().get(i - 1);
            var member = type.members().get(i);
            report.require(
                    member.bitOffset() >= before.bitOffset(),
                    BtfRule.MEMBER_ORDER,
                    () -> "has " + member.name() + " at bit " + member.bitOffset() + " after one at "
                            + before.bitOffset());
        }
        return composite(type);
    }

    @Override
    public Report visit(BtfType.Union type) {
        for (Member member : type.members()) {
            report.require(
                    member.bitOffset() == 0,
                    BtfRule.MEMBER_ORDER,
                    () -> "has " + member.name() + " at bit " + member.bitOffset());
        }
        return composite(type);
    }

    @Override
    public Report visit(BtfType.Enum type) {
        return enumeration(type, type.size(), type.values());
    }

    @Override
    public Report visit(BtfType.Fwd type) {
        return identifier(type);
    }

    @Override
    public Report visit(BtfType.Typedef type) {
        identifier(type);
        return modifier(type);
    }

    @Override
    public Report visit(BtfType.Volatile type) {
        return modifier(type);
    }

    @Override
    public Report visit(BtfType.Const type) {
        return modifier(type);
    }

    @Override
    public Report visit(BtfType.Restrict type) {
        return modifier(type);
    }

    @Override
    public Report visit(BtfType.Func type) {
        identifier(type);
        boolean external = type.linkage() == BtfLinkage.EXTERN;
        report.require(!external || audience == Audience.LOADER, BtfRule.LINKAGE, () -> "is extern");
        var prototype = graph.type(type.prototype(), FuncProto.class);
        report.require(prototype.isPresent(), BtfRule.PROTOTYPE, () -> "refers to " + graph.describe(type.prototype()));
        prototype.ifPresent(proto -> parameterNames(proto, external));
        return report;
    }

    @Override
    public Report visit(BtfType.FuncProto type) {
        if (!type.returns().isVoid()) {
            complete(type.returns(), () -> "returns");
        }
        for (int i = 0; i < type.parameters().size(); i++) {
            var parameter = type.parameters().get(i);
            boolean variadic = i == type.parameters().size() - 1 && parameter.equals(Parameter.VARIADIC);
            if (!variadic) {
                complete(parameter.type(), () -> "has a parameter " + parameter.name() + " of");
                identifierIfAny(parameter.name(), Dots.BY_AUDIENCE);
            }
        }
        return report;
    }

    @Override
    public Report visit(Var type) {
        named(type);
        identifierIfAny(type.name(), Dots.ALLOWED);
        boolean external = type.linkage() == BtfLinkage.EXTERN;
        report.require(!external || audience == Audience.LOADER, BtfRule.LINKAGE, () -> "is extern");
        return external ? report : complete(type.type(), () -> "is of");
    }

    @Override
    public Report visit(BtfType.DataSec type) {
        named(type);
        boolean completed = audience == Audience.LOADER && COMPLETED_SECTIONS.contains(type.name());
        return completed ? report : section(type);
    }

    @Override
    public Report visit(BtfType.Float type) {
        report.require(FLOAT_SIZES.contains(type.size()), BtfRule.SIZE, () -> "has " + type.size() + " bytes");
        return audience == Audience.LOADER ? named(type) : report;
    }

    @Override
    public Report visit(BtfType.DeclTag type) {
        named(type);
        int parts = graph.type(type.target(), BtfType.class)
                .map(target -> target.accept(new TaggableParts(graph)))
                .orElse(TaggableParts.NOT_EVEN_ITSELF);
        return report.require(
                type.component() >= -1 && type.component() < parts,
                BtfRule.TAG_TARGET,
                () -> "is on part " + type.component() + " of " + graph.describe(type.target()));
    }

    @Override
    public Report visit(TypeTag type) {
        return named(type);
    }

    @Override
    public Report visit(BtfType.Enum64 type) {
        return enumeration(type, type.size(), type.values());
    }

    private Report modifier(Modifier type) {
        return report.require(
                graph.type(type.target(), TypeTag.class).isEmpty(),
                BtfRule.TYPE_TAG_ORDER,
                () -> "comes before " + graph.describe(type.target()));
    }

    private Report composite(Composite type) {
        identifierIfAny(type.name(), Dots.BY_AUDIENCE);
        boolean withBitFields = type.members().stream().anyMatch(Member::isBitField);
        for (Member member : type.members()) {
            identifierIfAny(member.name(), Dots.BY_AUDIENCE);
            complete(member.type(), () -> "has a member " + member.name() + " of");
            MemberRules.of(graph, type, member, withBitFields).forEach(report::add);
        }
        return report;
    }

    private Report enumeration(BtfType type, int size, List<Enumerator> values) {
        identifierIfAny(type.name(), Dots.BY_AUDIENCE);
        report.require(ENUM_SIZES.contains(size), BtfRule.SIZE, () -> "has " + size + " bytes");
        boolean allNamed = values.stream().noneMatch(value -> value.name().isEmpty());
        return report.require(allNamed, BtfRule.NAMED, () -> "has a value without a name");
    }

    private void parameterNames(FuncProto prototype, boolean external) {
        if (external) {
            return;
        }
        int number = 0;
        for (Parameter parameter : prototype.parameters()) {
            int named = number++;
            report.require(
                    !parameter.name().isEmpty() || parameter.equals(Parameter.VARIADIC),
                    BtfRule.PARAMETER,
                    () -> "has no name for parameter " + named);
        }
    }

    private Report section(BtfType.DataSec type) {
        report.require(type.size() > 0, BtfRule.SIZE, () -> "has 0 bytes");
        long end = 0;
        for (SectionEntry entry : type.entries()) {
            var variable = graph.type(entry.type(), Var.class);
            long size = variable.map(Var::type)
                    .map(graph::sizeOf)
                    .orElse(OptionalLong.empty())
                    .orElse(0);
            boolean fits = entry.offset() >= end && entry.size() > 0 && entry.size() >= size;
            end = (long) entry.offset() + entry.size();
            report.require(
                    variable.isPresent() && fits && end <= type.size(),
                    BtfRule.SECTION_ENTRY,
                    () -> "lists " + graph.describe(entry.type()) + " of " + size + " bytes at " + entry.offset()
                            + " with " + entry.size());
        }
        return report;
    }

    private Report complete(BtfId type, Supplier<String> use) {
        boolean complete = graph.sizeOf(type).isPresent();
        return report.require(complete, BtfRule.COMPLETE, () -> use.get() + " " + graph.describe(type));
    }

    private Report named(BtfType type) {
        return report.require(!type.name().isEmpty(), BtfRule.NAMED, () -> "has no name");
    }

    private Report identifier(BtfType type) {
        named(type);
        return identifierIfAny(type.name(), Dots.BY_AUDIENCE);
    }

    private Report identifierIfAny(String name, Dots dots) {
        boolean dotted = dots == Dots.ALLOWED || audience == Audience.KERNEL;
        boolean fine = name.length() <= MAX_NAME
                && (dotted ? DOTTED : PLAIN).matcher(name).matches();
        return report.require(
                name.isEmpty() || fine,
                BtfRule.IDENTIFIER,
                () -> "has the name " + name + " of " + name.length() + " characters");
    }

    private static boolean isRegular(BtfType.Int type) {
        return type.bitOffset() == 0 && type.bits() == 8L * type.size() && REGULAR_SIZES.contains(type.size());
    }

    private enum Dots {
        ALLOWED,
        BY_AUDIENCE
    }
}
