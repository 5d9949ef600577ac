namespace SharedObjects.Process.Tests.Death;

/// <summary>A stage whose state is known before it is set.</summary>
public interface IStage
{
    static abstract DeathState State { get; }
}
