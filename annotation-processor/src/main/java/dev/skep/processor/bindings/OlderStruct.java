package dev.skep.processor.bindings;

import dev.skep.btf.BtfType;
import dev.skep.btf.BtfType.Composite;
import dev.skep.btf.BtfType.Member;
import dev.skep.processor.bindings.Kernels.Found;
import dev.skep.processor.bindings.Kernels.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an older kernel has of a struct: its members, those of anonymous structs and unions among them, by their names. */
final class OlderStruct {
    private final Kernel kernel;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /** A member, and where it lies. */
    record Place(Member member, int bits) {}

    private OlderStruct(Kernel kernel, Composite struct) {
        this.kernel = kernel;
        add(struct, 0);
    }

    static List<OlderStruct> of(Kernels kernels, Found struct) {
        return kernels.older(struct).stream()
                .filter(older -> older.type() instanceof Composite)
                .map(older -> new OlderStruct(older.kernel(), (Composite) older.type()))
                .toList();
    }

    private void add(Composite struct, int bits) {
        for (var member : struct.members()) {
            var at = bits + member.bitOffset();
            if (!member.name().isEmpty()) places.putIfAbsent(member.name(), new Place(member, at));
            else if (kernel.resolved(member.type()) instanceof BtfType.Composite inner) add(inner, at);
        }
    }

    Kernel kernel() {
        return kernel;
    }

    Iterable<Place> places() {
        return places.values();
    }

    /** Returns what there is to say beside what a newer kernel has of a member. */
    String remark(Member newer, String declared) {
        var place = places.get(newer.name());
        if (place == null) return " Not in " + kernel.name() + ".";
        var here = new CText(kernel::type).declaration(place.member);
        return " In " + kernel.name() + (here.equals(declared) ? "" : " {@code " + here + "}") + " at byte "
                + CText.place(place.bits) + ".";
    }
}
