using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Process.Tests.Death;

[SuppressMessage("Design", "CA1034", Justification = "One line a stage.")]
public static class Stages
{
    public sealed class KilledHolder() : Stage(State, isSilenced: false), IStage
    {
        public static DeathState State => DeathState.Holding;
    }

    public sealed class KilledWaiter() : Stage(State, isSilenced: false), IStage
    {
        public static DeathState State => DeathState.Waiting;
    }

    public sealed class KilledBeforeReceipt() : Stage(State, isSilenced: false), IStage
    {
        public static DeathState State => DeathState.Unreceived;
    }

    public sealed class SilentHolder() : Stage(State, isSilenced: true), IStage
    {
        public static DeathState State => DeathState.Holding;
    }

    public sealed class SilentWaiter() : Stage(State, isSilenced: true), IStage
    {
        public static DeathState State => DeathState.Waiting;
    }

    public sealed class SilentBeforeReceipt() : Stage(State, isSilenced: true), IStage
    {
        public static DeathState State => DeathState.Unreceived;
    }
}
