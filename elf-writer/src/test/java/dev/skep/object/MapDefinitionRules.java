package dev.skep.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.Struct;
import dev.skep.btf.BtfType.Var;
import dev.skep.elf.SymbolType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules 14 to 17: definitions of maps. */
final class MapDefinitionRules {
    private MapDefinitionRules() {}

    static void mapMembers(Parsed object) {
        var allowed = Set.of(
                "type",
                "key",
                "key_size",
                "value",
                "value_size",
                "max_entries",
                "map_flags",
                "map_extra",
                "pinning",
                "values");
        maps(object).forEach((name, map) -> {
            var members = map.members().stream().map(Member::name).toList();
            assertThat(members).isSubsetOf(allowed).doesNotHaveDuplicates().startsWith("type");
            assertThat(members.contains("key") && members.contains("key_size")).isFalse();
            assertThat(members.contains("value") && members.contains("value_size"))
                    .isFalse();
        });
    }

    static void mapShapes(Parsed object) {
        var types = object.types();
        maps(object).forEach((name, map) -> {
            long type = number(types, map, "type");
            var key = pointed(types, map, "key");
            if (Set.of(2L, 6L).contains(type)) {
                assertThat(key.flatMap(id -> types.type(id, BtfType.Int.class))
                                .orElseThrow()
                                .size())
                        .isEqualTo(4);
            } else if (type == 11) {
                assertThat(key.flatMap(id -> types.type(id, Struct.class))).isPresent();
            } else if (type == 27) {
                assertThat(map.members()).extracting(Member::name).containsExactly("type", "max_entries");
                assertThat(Long.bitCount(number(types, map, "max_entries"))).isEqualTo(1);
                assertThat(number(types, map, "max_entries")).isGreaterThanOrEqualTo(4096);
            } else if (Set.of(22L, 23L, 30L).contains(type)) {
                assertThat(map.members()).extracting(Member::name).doesNotContain("key", "key_size");
            }
        });
    }

    static void mapSizes(Parsed object) {
        maps(object).forEach((name, map) -> {
            long type = number(object.types(), map, "type");
            if (Set.of(3L, 4L).contains(type)) {
                assertThat(number(object.types(), map, "key_size")).isEqualTo(4);
                assertThat(number(object.types(), map, "value_size")).isEqualTo(4);
            } else if (Set.of(14L, 16L, 25L).contains(type)) {
                assertThat(number(object.types(), map, "value_size")).isEqualTo(8);
            }
        });
    }

    static void programArrays(Parsed object) {
        var functions = object.symbols().stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .toList();
        assertThat(object.relocations(".maps"))
                .extracting(r -> object.symbols().get(r.symbol()))
                .doesNotContainAnyElementsOf(functions);
        assertThat(object.relocations(".maps")).allMatch(relocation -> relocation.type() == 2);
    }

    private static Map<String, Struct> maps(Parsed object) {
        var types = object.types();
        var list = types.find(BtfKind.DATASEC, ".maps")
                .flatMap(id -> types.type(id, DataSec.class))
                .orElseThrow();
        return list.entries().stream()
                .map(entry -> types.type(entry.type(), Var.class).orElseThrow())
                .collect(Collectors.toMap(
                        Var::name, map -> types.type(map.type(), Struct.class).orElseThrow()));
    }

    private static Optional<BtfId> pointed(BtfGraph types, Struct map, String member) {
        return map.members().stream()
                .filter(candidate -> candidate.name().equals(member))
                .findFirst()
                .flatMap(found -> types.type(found.type(), Ptr.class))
                .map(Ptr::target);
    }

    private static long number(BtfGraph types, Struct map, String member) {
        return pointed(types, map, member)
                .flatMap(id -> types.type(id, BtfType.Array.class))
                .orElseThrow()
                .count();
    }
}
