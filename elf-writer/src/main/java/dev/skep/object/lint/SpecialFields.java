package dev.skep.object.lint;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fields of a map's values that mean something to the kernel, and the first kernels to which they do. Lists are older than 6.6, and trees, but
 * their nodes had other sizes, by which the kernel knows them.
 */
final class SpecialFields {
    private static final Map<String, String> STRUCTS = Map.ofEntries(
            Map.entry("bpf_spin_lock", "5.1"),
            Map.entry("bpf_timer", "5.15"),
            Map.entry("bpf_list_head", "6.6"),
            Map.entry("bpf_rb_root", "6.6"),
            Map.entry("bpf_refcount", "6.4"),
            Map.entry("bpf_wq", "6.10"),
            Map.entry("bpf_res_spin_lock", "6.15"),
            Map.entry("bpf_task_work", "6.18"));

    private static final Map<String, String> TAGS =
            Map.of("kptr", "5.19", "kptr_untrusted", "5.19", "percpu_kptr", "6.7", "uptr", "6.13");

    private static final int MAX_DEPTH = 8;

    private final BtfGraph types;
    private final Map<String, String> found = new TreeMap<>();
    private final Set<BtfId> seen = new HashSet<>();

    SpecialFields(BtfGraph types) {
        this.types = types;
    }

    /** The fields of a value that no value before had, and since when. */
    Map<String, String> in(BtfId value) {
        found.clear();
        add(value, 0);
        return Map.copyOf(found);
    }

    private void add(BtfId id, int depth) {
        BtfId resolved = types.resolve(id);
        if (resolved.isVoid() || depth > MAX_DEPTH || !seen.add(resolved)) {
            return;
        }
        BtfType type = types.type(resolved);
        if (type instanceof BtfType.Composite composite) {
            String since = STRUCTS.get(composite.name());
            if (since != null) {
                found.put(composite.name(), since);
            } else {
                composite.members().forEach(member -> add(member.type(), depth + 1));
            }
        } else if (type instanceof BtfType.Array array) {
            add(array.element(), depth + 1);
        } else if (type instanceof BtfType.Ptr pointer) {
            types.type(pointer.target(), BtfType.TypeTag.class).ifPresent(tag -> {
                String since = TAGS.get(tag.name());
                if (since != null) {
                    found.put(tag.name(), since);
                }
            });
        }
    }
}
