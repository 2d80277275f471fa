import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Strings {
    static int count;
    static String changing;
//                ^ SKEP2006 a `String` that is no setting must be final and constant
//                  fix: make it final, with a literal; text that changes is an array: = new byte[16]
    static final String NAME = "eth" + 0;

    @Xdp
    static int joined(XdpContext context) {
        String text = "count " + count;
//                             ^ SKEP2030 `"count " + count` joins text at run time
//                               fix: print the parts with Kernel.printk("%d %d", one, other), or compare bytes with Bytes.equal(array, "text")
        String more = NAME + 'c' + context.ingressIfindex;
//                               ^ SKEP2030 `NAME + 'c' + context.ingressIfindex` joins text at run time
//                                 fix: print the parts with Kernel.printk("%d %d", one, other), or compare bytes with Bytes.equal(array, "text")
        String most = count + text;
//                          ^ SKEP2030 `count + text` joins text at run time
//                            fix: print the parts with Kernel.printk("%d %d", one, other), or compare bytes with Bytes.equal(array, "text")
        changing += "more";
        Kernel.printk("seen " + count);
//                            ^ SKEP2030 `"seen " + count` joins text at run time
//                              fix: print the parts with Kernel.printk("%d %d", one, other), or compare bytes with Bytes.equal(array, "text")
        return text.length();
    }

    @Xdp
    static int switched(XdpContext context) {
        switch (NAME) {
//             ^ SKEP2030 `switch` compares text
//               fix: switch over a number or an enum, or compare bytes with `if (Bytes.equal(array, "text"))`
            case "eth0":
                return 1;
            default:
                return 2;
        }
    }

    @Xdp
    static int chosen(XdpContext context) {
        return switch (NAME) {
//                    ^ SKEP2030 `switch` compares text
//                      fix: switch over a number or an enum, or compare bytes with `if (Bytes.equal(array, "text"))`
            case "eth0" -> 1;
            default -> 2;
        };
    }

    @Xdp
    static int methods(XdpContext context) {
        if (NAME.equals("eth1")) return 1;
//                     ^ SKEP2003 `String.equals` cannot be called from the kernel
//                       fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        if (NAME.isEmpty()) return 2;
//                      ^ SKEP2003 `String.isEmpty` cannot be called from the kernel
//                        fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        if (NAME.startsWith("e")) return 3;
//                         ^ SKEP2003 `String.startsWith` cannot be called from the kernel
//                           fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        if (NAME.contains("t")) return 4;
//                       ^ SKEP2003 `String.contains` cannot be called from the kernel
//                         fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        if (NAME.charAt(0) == 'e') return 3;
//                     ^ SKEP2003 `String.charAt` cannot be called from the kernel
//                       fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        String part = NAME.substring(1);
//                                  ^ SKEP2003 `String.substring` cannot be called from the kernel
//                                    fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        String upper = NAME.toUpperCase();
//                                     ^ SKEP2003 `String.toUpperCase` cannot be called from the kernel
//                                       fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        String made = String.format("%d", count);
//                                 ^ SKEP2003 `String.format` cannot be called from the kernel
//                                   fix: print with Kernel.printk("%d", number)
        String number = String.valueOf(count);
//                                    ^ SKEP2003 `String.valueOf` cannot be called from the kernel
//                                      fix: print with Kernel.printk("%d", number)
        String boxed = Integer.toString(count);
//                                     ^ SKEP2003 `Integer.toString` cannot be called from the kernel
//                                       fix: print with Kernel.printk("%d", number)
        int order = NAME.compareTo("eth2");
//                                ^ SKEP2003 `String.compareTo` cannot be called from the kernel
//                                  fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        int hash = NAME.hashCode();
//                              ^ SKEP2003 `String.hashCode` cannot be called from the kernel
//                                fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        return NAME.indexOf('t');
//                         ^ SKEP2003 `String.indexOf` cannot be called from the kernel
//                           fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
    }

    @Xdp
    static int built(XdpContext context) {
        var builder = new StringBuilder();
//                    ^ SKEP2002 `java.lang.StringBuilder` is no type that BPF programs know
//                      fix: print the parts with Kernel.printk("%d %d", one, other), or fill a byte array
        builder.append("count ").append(count);
//                                     ^ SKEP2003 `StringBuilder.append` cannot be called from the kernel
//                                       fix: print with Kernel.printk("%d", number)
        String copy = new String("eth0");
//                    ^ SKEP2030 `new String("eth0")` makes text at run time
//                      fix: write a literal
        char[] letters = NAME.toCharArray();
//                                       ^ SKEP2003 `String.toCharArray` cannot be called from the kernel
//                                         fix: compare bytes with Bytes.equal(array, "text"), and print with Kernel.printk
        String[] names = {"eth0", "eth1"};
//                       ^ SKEP2002 `String` cannot lie in memory
//                         fix: write a byte array for each, and Bytes.set(array, "text")
        return builder.length();
//                           ^ SKEP2003 `AbstractStringBuilder.length` cannot be called from the kernel
//                             fix: print with Kernel.printk("%d", number)
    }

    @Xdp
    static int compared(XdpContext context) {
        if (NAME == "eth0") return 1;
//          ^ SKEP2001 a `String` is never null and has no identity
//            fix: compare bytes with Bytes.equal(array, "text")
        String chosen = count > 0 ? "some" : "none";
//                                ^ SKEP2030 a `String` cannot change or be chosen at run time
//                                  fix: choose with `if` between the calls that take the text
        return named(count).length();
    }

    static String named(int number) {
        return number > 0 ? "some" : "none";
//                        ^ SKEP2030 a `String` cannot change or be chosen at run time
//                          fix: choose with `if` between the calls that take the text
    }
}
