import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Externs {
    enum Color { RED }

    @Kconfig static int CONFIG_HZ;
    @Kconfig static int CONFIG_NUMBERED = 3;
//                      ^ SKEP2024 the kernel says what `CONFIG_NUMBERED` is
    @Kconfig static final int CONFIG_FINAL = CONFIG_HZ;
//                            ^ SKEP2024 the kernel says what `CONFIG_FINAL` is
    @Kconfig static int hz;
//                      ^ SKEP2024 `hz` is no name in the kernel's configuration
    @Kconfig static String CONFIG_DEFAULT_HOSTNAME;
//                         ^ SKEP2024 nothing says how long `CONFIG_DEFAULT_HOSTNAME` may be
    @Kconfig static Color CONFIG_COLOR;
//                        ^ SKEP2024 a value of the configuration is an integer, a `boolean`, a `Tristate` or a text, not a `Color`
    @Kconfig static char CONFIG_CHAR;
//                       ^ SKEP2024 a value of the configuration is an integer, a `boolean`, a `Tristate` or a text, not a `char`
    @Kconfig static int[] CONFIG_ARRAY;
//                        ^ SKEP2024 a value of the configuration is an integer, a `boolean`, a `Tristate` or a text, not a `int[]`
    @Kconfig static U64 CONFIG_CELL;
//                      ^ SKEP2024 a value of the configuration is an integer, a `boolean`, a `Tristate` or a text, not a `U64`
    @Kconfig @Config static int CONFIG_SETTING;
//                              ^ SKEP2024 `CONFIG_SETTING` is in the kernel and cannot be @Config
    @Kconfig @Ksym static long CONFIG_BOTH;
//                             ^ SKEP2024 `CONFIG_BOTH` is two things at once
    @Ksym static int jiffies;
//                   ^ SKEP2024 the address of a symbol is a `long`, and a variable a cell or a @KernelType class, not a `int`
    @Ksym static long init_task;
    @Ksym(perCpu = true) static long bpf_prog_active;
//                                   ^ SKEP2024 a variable of the kernel is a cell or a @KernelType class, not a `long`
    @Ksym(perCpu = true) static S32 cpu_number;
    @Ksym static S32 saved_command_line_len;
    @Ksym(weak = true) static S32 weak;
//                                ^ SKEP2024 variable `weak` cannot be weak, since nothing could ask for it

    @Xdp
    static int program(XdpContext context) {
        CONFIG_HZ = 3;
//      ^ SKEP2022 `CONFIG_HZ` is constant
        init_task++;
//      ^ SKEP2001 `init_task` cannot be assigned to
        var cell = S32.of((short) 1);
        Kernel.thisCpu(cell);
//                     ^ SKEP2003 `cell` is no variable of the kernel that each CPU has
        Kernel.thisCpu(cpu_number).value = 1;
//                    ^ SKEP2022 `Kernel.thisCpu(cpu_number)` is constant
        var same = cpu_number;
        int number = same.value;
//                       ^ SKEP2001 a `S32` has no field `value` here
        saved_command_line_len.value = 3;
//      ^ SKEP2022 `saved_command_line_len` is constant
        int far = Kernel.perCpu(cpu_number, 3).value;
        return CONFIG_HZ;
    }
}
