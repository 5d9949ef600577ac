namespace SharedObjects.Conformance.Tests.Specs;

[Managed]
public interface ILate : ISharedObject
{
    /// <summary>Keeps the context of this call.</summary>
    ValueTask KeepAsync();

    /// <summary>Says of all calls whose contexts were kept that they took effect now, when they have ended.</summary>
    ValueTask StampAsync();
}
