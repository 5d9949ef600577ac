namespace SharedObjects;

/// <summary>What a manager hosts besides the built-in kinds.</summary>
public sealed class ManagerBuilder
{
    internal ManagerBuilder()
    {
    }
}
