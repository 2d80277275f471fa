import dev.skep.lang.*;

@Bpf(license = "GPL")
final class Settings {
    @Config static int limit = 3;

    @Xdp
    static int program(XdpContext context) {
        limit = 4;
//      ^ SKEP2006 `limit` is a setting, which nothing changes once the object is loaded
        Settings.limit += 2;
//              ^ SKEP2006 `Settings.limit` is a setting, which nothing changes once the object is loaded
        (limit)--;
//       ^ SKEP2006 `limit` is a setting, which nothing changes once the object is loaded
        return limit;
    }
}
