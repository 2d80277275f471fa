import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "5.12")
final class Texts {
    @Struct
    static final class Line {
        long wide;
        @Unsigned int plain;
        @Length(4) byte[] comm;
        @Length(2) int[] numbers;
    }

    static final Line line = new Line();
    static final String NUL = "a\0b";

    @Xdp
    static int program(XdpContext context) {
        String changing = "a";
//             ^ SKEP2030 a `String` cannot change or be chosen at run time
        changing = "b";
        Kernel.printk("%d", line.wide);
//                              ^ SKEP2020 `%d` does not print a `long`
        Kernel.printk("%d", line.plain);
//                              ^ SKEP2020 `%d` does not print a `@Unsigned int`
        Kernel.printk("%lu", line.wide);
//                               ^ SKEP2020 `%lu` does not print a `long`
        Kernel.printk("%s", line.numbers);
//                              ^ SKEP2020 `%s` does not print a `int[2]`
        Kernel.printk("%s", 3);
//                          ^ SKEP2020 `%s` does not print a `int`
        Kernel.printk("%d", "text");
//                          ^ SKEP2020 `%d` does not print a `String`
        Kernel.printk("%d", line);
//                          ^ SKEP2020 `%d` does not print a `Line`
        Kernel.printk("%d %d", 3);
//                    ^ SKEP2020 the format has 2 conversions for 1 arguments
        Kernel.printk("", 3);
//                        ^ SKEP2020 the format has 0 conversions for 1 arguments
        Kernel.printk("%f", 3);
//                    ^ SKEP2020 `%f` is no conversion of the kernel
        Kernel.printk("%hd %pI5", 3, 4);
//                    ^ SKEP2020 `%h` is no conversion of the kernel
        Kernel.printk("%.3s", "text");
//                    ^ SKEP2020 `%.` is no conversion of the kernel
        Kernel.printk("Grüße");
//                    ^ SKEP2020 formats are ASCII, and this one has U+00FC
        Kernel.printk("50%");
//                    ^ SKEP2020 `%` is no conversion of the kernel
        Kernel.printk("%04x", 3);
//                    ^ SKEP3016 `%04x` needs kernel 5.13, the object must load on 5.12
        Kernel.printk("%s %s", line.comm, line.comm);
//                    ^ SKEP3016 `%s` behind another needs kernel 5.13, the object must load on 5.12
        Kernel.printk("%c", 'c');
//                    ^ SKEP3016 `%c` needs kernel 5.15, the object must load on 5.12
        Kernel.printk("%d %d %d %d", 1, 2, 3, 4);
//                   ^ SKEP3016 `bpf_trace_vprintk` needs kernel 5.16, the object must load on 5.12
        Kernel.printk(NUL);
//                    ^ SKEP2020 formats are ASCII, and this one has U+0000
        Kernel.printk("a\ud800");
//                    ^ SKEP2020 formats are ASCII, and this one has U+D800
        Kernel.printk("a" + line.wide);
//                        ^ SKEP2030 `"a" + line.wide` joins text at run time
        Kernel.printk(changing);
        if (Bytes.equal(line.comm, "five.")) return 1;
//                                 ^ SKEP3012 this text has 5 bytes, and `line.comm` only 4
        Bytes.set(line.comm, "four");
//                           ^ SKEP3012 this text has 5 bytes, and `line.comm` only 4
        if (Bytes.equal(line.comm, "\0")) return 1;
//                                 ^ SKEP2021 this text has a NUL in it
        if ("a" == NUL) return 2;
//          ^ SKEP2001 a `String` is never null and has no identity
        if (NUL.equals("a")) return 2;
//                    ^ SKEP2003 `String.equals` cannot be called from the kernel
        return line.comm.length + NUL.length() + NUL.charAt(1);
//                                                         ^ SKEP2003 `String.charAt` cannot be called from the kernel
    }
}
