import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Enums {
    static int count;

    enum Color {
        RED,
        GREEN
    }

    @Xdp
    static int enums(XdpContext context) {
        var color = count > 0 ? Color.RED : Color.GREEN;
        Color none = null;
//            ^ SKEP2001 `null` is no number here
//              fix: numbers and enums are never null: use a value of their own for none
        Color named = Color.valueOf("RED");
//                                 ^ SKEP2003 `Color.valueOf` cannot be called from the kernel
//                                   fix: compare constants with ==, or use a switch: the kernel knows their numbers only
        for (var each : Color.values()) count++;
//                                  ^ SKEP2003 `Color.values` cannot be called from the kernel
//                                    fix: compare constants with ==, or use a switch: the kernel knows their numbers only
        int order = color.compareTo(Color.RED);
//                                 ^ SKEP2003 `Enum.compareTo` cannot be called from the kernel
//                                   fix: compare constants with ==, or use a switch: the kernel knows their numbers only
        if (color.name() == null) return 1;
//                    ^ SKEP2003 `Enum.name` cannot be called from the kernel
//                      fix: compare constants with ==, or use a switch: the kernel knows their numbers only
        if (color.equals(Color.RED)) return 2;
//                      ^ SKEP2003 `Enum.equals` cannot be called from the kernel
//                        fix: compare constants with ==, or use a switch: the kernel knows their numbers only
        color.toString();
//                    ^ SKEP2003 `Enum.toString` cannot be called from the kernel
//                      fix: compare constants with ==, or use a switch: the kernel knows their numbers only
        switch (color) {
            case RED:
                return color.ordinal();
            default:
                return color == none ? order : 3;
        }
    }
}
