namespace SharedObjects.Calls;

/// <summary>The exception types a caller gets back as themselves. A closed table: what is not listed here arrives as <see cref="RemoteException"/>.</summary>
internal static class KnownExceptions
{
    private static readonly Dictionary<string, Func<Fault, CancellationToken, Exception>> Factories = new()
    {
        [typeof(ArgumentException).FullName!] = static (fault, _) => new ArgumentException(fault.Message, fault.Detail),
        [typeof(ArgumentNullException).FullName!] = static (fault, _) => new ArgumentNullException(fault.Detail, fault.Message),
        [typeof(ArgumentOutOfRangeException).FullName!] = static (fault, _) => new ArgumentOutOfRangeException(fault.Detail, fault.Message),
        [typeof(ArithmeticException).FullName!] = static (fault, _) => new ArithmeticException(fault.Message),
        [typeof(DivideByZeroException).FullName!] = static (fault, _) => new DivideByZeroException(fault.Message),
        [typeof(FormatException).FullName!] = static (fault, _) => new FormatException(fault.Message),
#pragma warning disable CA2201 // The runtime's own exceptions arrive as themselves.
        [typeof(Exception).FullName!] = static (fault, _) => new Exception(fault.Message),
        [typeof(IndexOutOfRangeException).FullName!] = static (fault, _) => new IndexOutOfRangeException(fault.Message),
        [typeof(NullReferenceException).FullName!] = static (fault, _) => new NullReferenceException(fault.Message),
#pragma warning restore CA2201
        [typeof(InvalidCastException).FullName!] = static (fault, _) => new InvalidCastException(fault.Message),
        [typeof(InvalidOperationException).FullName!] = static (fault, _) => new InvalidOperationException(fault.Message),
        [typeof(IOException).FullName!] = static (fault, _) => new IOException(fault.Message),
        [typeof(KeyNotFoundException).FullName!] = static (fault, _) => new KeyNotFoundException(fault.Message),
        [typeof(NotImplementedException).FullName!] = static (fault, _) => new NotImplementedException(fault.Message),
        [typeof(NotSupportedException).FullName!] = static (fault, _) => new NotSupportedException(fault.Message),
        [typeof(ObjectDisposedException).FullName!] = static (fault, _) => new ObjectDisposedException(fault.Detail, fault.Message),
        [typeof(OperationCanceledException).FullName!] = static (fault, token) => new OperationCanceledException(fault.Message, token),
        [typeof(TaskCanceledException).FullName!] = static (fault, token) => new TaskCanceledException(fault.Message, null, token),
        [typeof(OverflowException).FullName!] = static (fault, _) => new OverflowException(fault.Message),
        [typeof(SemaphoreFullException).FullName!] = static (fault, _) => new SemaphoreFullException(fault.Message),
        [typeof(TimeoutException).FullName!] = static (fault, _) => new TimeoutException(fault.Message),
        [typeof(UnauthorizedAccessException).FullName!] = static (fault, _) => new UnauthorizedAccessException(fault.Message),
        [typeof(BrokenBarrierException).FullName!] = static (fault, _) => new BrokenBarrierException(fault.Message),
        [typeof(ContractMismatchException).FullName!] = static (fault, _) => new ContractMismatchException(fault.Detail ?? "", fault.Message),
        [typeof(EncodingException).FullName!] = static (fault, _) => new EncodingException(fault.Message),
        [typeof(LeaseNotHeldException).FullName!] = static (fault, _) => new LeaseNotHeldException(fault.Message),
        [typeof(NotManagedException).FullName!] = static (fault, _) => new NotManagedException(fault.Message),
        [typeof(ObjectNotFoundException).FullName!] = static (fault, _) => new ObjectNotFoundException(fault.Message),
        [typeof(QueueShutDownException).FullName!] = static (fault, _) => new QueueShutDownException(fault.Message),
        [typeof(SessionEndedException).FullName!] = static (fault, _) => new SessionEndedException(fault.Message),
    };

    public static Exception? Create(Fault fault, CancellationToken cancellationToken) =>
        Factories.TryGetValue(fault.Type, out var factory) ? factory(fault, cancellationToken) : null;

    /// <summary>The one further datum some exceptions carry.</summary>
    public static string? DetailOf(Exception exception) => exception switch
    {
        ArgumentException argument => argument.ParamName,
        ObjectDisposedException disposed => disposed.ObjectName,
        ContractMismatchException mismatch => mismatch.Contract,
        _ => null,
    };

    /// <summary>The message as it was given, without what the type appends of its own and will append again.</summary>
    public static string MessageOf(Exception exception)
    {
        var message = exception.Message;
        var appended = exception switch
        {
            ArgumentException { ParamName: { Length: > 0 } name } => $" (Parameter '{name}')",
            ObjectDisposedException { ObjectName: { Length: > 0 } name } => $"{Environment.NewLine}Object name: '{name}'.",
            _ => null,
        };

        // ArgumentOutOfRangeException appends the actual value after this; it stays, as text.
        var at = appended is null ? -1 : message.LastIndexOf(appended, StringComparison.Ordinal);
        return at < 0 ? message : message.Remove(at, appended!.Length);
    }
}
