package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Func;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Var;
import dev.skep.elf.Section;
import dev.skep.elf.Section.NoBits;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/** Rules 18 to 23: data and types. */
final class TypeRules {
    private TypeRules() {}

    static void variables(Parsed object) {
        var types = object.types();
        for (Section section : object.elf().sections()) {
            boolean data = Stream.of(".data", ".rodata", ".bss", ".maps")
                    .anyMatch(name ->
                            section.name().equals(name) || section.name().startsWith(name + "."));
            if (!data) {
                continue;
            }
            long size = section instanceof NoBits zeros
                    ? zeros.size()
                    : object.content(section.name()).size();
            assertThat(size).isPositive();
            var list = types.find(BtfKind.DATASEC, section.name())
                    .flatMap(id -> types.type(id, DataSec.class))
                    .orElseThrow();
            assertThat(list.size()).isEqualTo((int) size);
            assertThat(list.entries()).extracting(SectionEntry::offset).isSorted();
            assertThat(list.entries())
                    .extracting(entry -> variable(types, entry) + "+" + entry.offset() + " " + entry.size())
                    .containsExactlyInAnyOrderElementsOf(object.symbolsIn(section.name()).stream()
                            .filter(symbol -> symbol.type().equals(SymbolType.OBJECT))
                            .map(symbol ->
                                    symbol.name() + " " + linkage(symbol) + "+" + symbol.value() + " " + symbol.size())
                            .toList());
        }
        assertThat(object.relocations(".data")).isEmpty();
        assertThat(object.relocations(".rodata")).isEmpty();
    }

    static void configuration(Parsed object) {
        assertThat(object.types().find(BtfKind.DATASEC, ".kconfig")).isEmpty();
    }

    static void typeSection(Parsed object) {
        var btf = object.content(".BTF").buffer(object.elf().order());
        assertThat(btf.getShort(0)).isEqualTo((short) 0xEB9F);
        assertThat(btf.getInt(4)).as("hdr_len").isEqualTo(24);
        assertThat(btf.getInt(8)).as("type_off").isZero();
        assertThat(btf.getInt(16)).as("str_off").isEqualTo(btf.getInt(12));
        assertThat(24 + btf.getInt(16) + btf.getInt(20)).as("end").isEqualTo(btf.limit());
        assertThat(object.types().size()).isPositive();
        int strings = 24 + btf.getInt(16);
        for (int at = 24; at < strings; at += recordSize(btf, at)) {
            int name = btf.getInt(at);
            assertThat(name == 0 || btf.get(strings + name - 1) == 0)
                    .as("name at " + at + " starts a string")
                    .isTrue();
        }
    }

    /** The bytes of the type that starts here. */
    static int recordSize(ByteBuffer btf, int at) {
        int info = btf.getInt(at + 4);
        int elements = info & 0xFFFF;
        return switch (BtfKind.of(info >>> 24 & 0x1F).orElseThrow()) {
            case INT, VAR, DECL_TAG -> 16;
            case ARRAY -> 24;
            case STRUCT, UNION, DATASEC, ENUM64 -> 12 + 12 * elements;
            case ENUM, FUNC_PROTO -> 12 + 8 * elements;
            default -> 12;
        };
    }

    static void typeNames(Parsed object) {
        for (BtfType type : object.types().types()) {
            if (type instanceof Func function) {
                var prototype = object.types()
                        .type(function.prototype(), FuncProto.class)
                        .orElseThrow();
                assertThat(prototype.parameters())
                        .noneMatch(parameter -> parameter.name().isEmpty());
            }
            if (type.kind() == BtfKind.INT) {
                assertThat(type.name()).isNotEmpty();
            }
            if (type.kind() != BtfKind.DATASEC
                    && type.kind() != BtfKind.INT
                    && !type.name().isEmpty()) {
                assertThat(type.name()).matches("[A-Za-z_][A-Za-z0-9_]*");
            }
        }
    }

    static void linkages(Parsed object) {
        for (BtfType type : object.types().types()) {
            var symbol = object.symbols().stream()
                    .filter(candidate ->
                            !type.name().isEmpty() && candidate.name().equals(type.name()))
                    .findFirst();
            if (type instanceof Func function && symbol.isPresent()) {
                assertThat(function.linkage()).isEqualTo(linkage(symbol.get()));
            }
            if (type instanceof Var variable) {
                assertThat(variable.linkage()).isEqualTo(linkage(symbol.orElseThrow()));
            }
        }
    }

    static void kinds(Parsed object) {
        assertThat(object.types().types()).extracting(BtfType::kind).allMatch(kind -> kind.number() <= 15);
    }

    private static String variable(BtfGraph types, SectionEntry entry) {
        var variable = types.type(entry.type(), Var.class).orElseThrow();
        return variable.name() + " " + variable.linkage();
    }

    private static BtfLinkage linkage(Symbol symbol) {
        if (symbol.place().equals(SymbolPlace.UNDEFINED)) {
            return BtfLinkage.EXTERN;
        }
        return symbol.isLocal() ? BtfLinkage.STATIC : BtfLinkage.GLOBAL;
    }
}
