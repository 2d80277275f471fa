package dev.skep.object.link;

import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.elf.SymbolType;
import dev.skep.object.link.LinkedSymbols.Renamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which records of the types have to follow the new names of static functions and variables. */
final class TypeNames {
    private TypeNames() {}

    /** A function or variable among the types of an input gets another name. */
    record Renaming(InputObject input, BtfId type, String name) {
        BtfType apply(BtfType type) {
            if (type instanceof BtfType.Func func) {
                return new BtfType.Func(name, func.prototype(), func.linkage());
            }
            return type instanceof BtfType.Var variable
                    ? new BtfType.Var(name, variable.type(), variable.linkage())
                    : type;
        }
    }

    static List<Renaming> of(List<Renamed> symbols) {
        List<Renaming> renamings = new ArrayList<>();
        for (Renamed renamed : symbols) {
            var type = renamed.symbol().type().equals(SymbolType.FUNC) ? function(renamed) : variable(renamed);
            type.ifPresent(id -> renamings.add(new Renaming(renamed.input(), id, renamed.name())));
        }
        return renamings;
    }

    private static Optional<BtfId> function(Renamed renamed) {
        return renamed.input()
                .index()
                .function(section(renamed), renamed.symbol().value())
                .filter(id -> has(renamed, id));
    }

    private static Optional<BtfId> variable(Renamed renamed) {
        var types = renamed.input().types();
        return types
                .find(BtfKind.DATASEC, section(renamed))
                .flatMap(id -> types.type(id, BtfType.DataSec.class))
                .stream()
                .flatMap(list -> list.entries().stream())
                .filter(entry -> has(renamed, entry.type()))
                .filter(entry -> LinkedDataSections.offset(renamed.input(), section(renamed), entry)
                        == renamed.symbol().value())
                .map(BtfType.SectionEntry::type)
                .findFirst();
    }

    private static String section(Renamed renamed) {
        return renamed.input().sectionOf(renamed.symbol()).orElseThrow().name();
    }

    private static boolean has(Renamed renamed, BtfId id) {
        var types = renamed.input().types();
        return !id.isVoid()
                && types.contains(id)
                && types.type(id).name().equals(renamed.symbol().name());
    }
}
