namespace SharedObjects;

/// <summary>Two builds, or two sides, disagree about a contract: a member is missing, or an object holds values of another type. Nothing was executed.</summary>
public sealed class ContractMismatchException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ContractMismatchException(string contract, string message, Exception? innerException = null)
        : base(message, innerException) => Contract = contract;

    /// <summary>The contract's name.</summary>
    public string Contract { get; }
}
