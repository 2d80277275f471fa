import dev.skep.lang.*;

@Bpf(license = "Proprietary", minKernel = "6.12")
final class AllocatedObjectsWithoutGpl {
    @Struct
    static final class Plain {
        int number;
    }

    @Tc
    static int plain(SkBuff skb) {
        try (var held = BpfObject.allocate(Plain.class)) {
//                                        ^ SKEP3022 `bpf_obj_new_impl` is for the GPL only, and the license is not
            return held == null ? 1 : 0;
        }
    }
}
