package dev.skep.object.internal.read;

import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.object.MapPart;
import dev.skep.object.ObjectFormatException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What the numbers of a map's definition mean; one that means nothing is refused in the map's name. */
record MapNumbers(String map) {
    MapType type(long id) {
        return Arrays.stream(MapType.values())
                .filter(type -> type.id() == id)
                .findFirst()
                .orElseThrow(() -> noPlace("type " + id));
    }

    /** Keys or values of so many bytes. */
    MapPart part(String what, long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw noPlace(what + "s of " + bytes + " bytes");
        }
        return bytes == 0 ? MapPart.NONE : MapPart.ofSize(Math.toIntExact(bytes));
    }

    Set<MapFlag> flags(long flags) {
        var known = EnumSet.noneOf(MapFlag.class);
        long rest = flags;
        for (MapFlag flag : MapFlag.values()) {
            if ((rest & flag.bit()) != 0) {
                known.add(flag);
                rest &= ~(long) flag.bit();
            }
        }
        if (rest != 0) {
            throw noPlace("unknown flags 0x" + Long.toHexString(rest));
        }
        return known;
    }

    ObjectFormatException noPlace(String what) {
        return new ObjectFormatException("map " + map + " has " + what + ", for which there is no place");
    }
}
