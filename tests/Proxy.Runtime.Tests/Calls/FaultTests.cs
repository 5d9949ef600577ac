using CsCheck;
using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Calls;

public sealed class FaultTests
{
    public static TheoryData<Exception> Known => [
        new ArgumentException("message", "parameter"),
        new ArgumentException("message"),
        new ArgumentException("(Parameter 'p') is quoted (Parameter 'p') here", "p"),
        new ArgumentNullException("parameter", "message"),
        new ArgumentNullException("parameter"),
        new ArgumentOutOfRangeException("parameter", "message"),
        new ArithmeticException("message"),
        new DivideByZeroException("message"),
        new FormatException("message"),
#pragma warning disable CA2201 // The runtime's own exceptions arrive as themselves.
        new IndexOutOfRangeException("message"),
        new NullReferenceException("message"),
#pragma warning restore CA2201
        new InvalidCastException("message"),
        new InvalidOperationException(""),
        new KeyNotFoundException("message"),
        new NotImplementedException("message"),
        new NotSupportedException("message"),
        new ObjectDisposedException("name", "message"),
        new ObjectDisposedException("name"),
        new OverflowException("message"),
        new TimeoutException("message\nwith lines"),
        new UnauthorizedAccessException("message"),
        new ContractMismatchException("contract", "message"),
        new EncodingException("message"),
        new NotManagedException("message"),
        new ObjectNotFoundException("message"),
        new SessionEndedException("message"),
    ];

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void A_known_exception_arrives_as_itself(Exception exception)
    {
        var arrived = Sent(exception);
        Assert.IsType(exception.GetType(), arrived);
        Assert.Equal(exception.Message, arrived.Message);
        Assert.Equal((exception as ArgumentException)?.ParamName, (arrived as ArgumentException)?.ParamName);
        Assert.Equal((exception as ObjectDisposedException)?.ObjectName, (arrived as ObjectDisposedException)?.ObjectName);
        Assert.Equal((exception as ContractMismatchException)?.Contract, (arrived as ContractMismatchException)?.Contract);
    }

    [Fact]
    public void A_cancellation_arrives_with_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        foreach (var exception in new Exception[] { new OperationCanceledException("message"), new TaskCanceledException("message") })
        {
            var arrived = Assert.IsAssignableFrom<OperationCanceledException>(Fault.From(exception).ToException(cancellation.Token));
            Assert.IsType(exception.GetType(), arrived);
            Assert.Equal("message", arrived.Message);
            Assert.Equal(cancellation.Token, arrived.CancellationToken);
        }
    }

    [Fact]
    public void A_message_arrives_as_it_was_given_whatever_is_in_it() => Gen.Select(Gen.String, Gen.String[Gen.Char.AlphaNumeric, 1, 9]).Sample((message, name) =>
    {
        foreach (var text in new[] { message, $"{message} (Parameter '{name}') {message}" })
        {
            Assert.Equal(new ArgumentException(text, name).Message, Sent(new ArgumentException(text, name)).Message);
            Assert.Equal(new ObjectDisposedException(name, text).Message, Sent(new ObjectDisposedException(name, text)).Message);
        }
    });

    [Fact]
    public void The_stack_trace_begins_where_it_was_thrown()
    {
        var arrived = Sent(Thrown());
        Assert.Contains(nameof(Thrown), arrived.StackTrace, StringComparison.Ordinal);
        var rethrown = Assert.Throws<FormatException>(() => Fault.From(Thrown()).Throw(default));
        Assert.Contains(nameof(Thrown), rethrown.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(Fault.Throw), rethrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_exception_arrives_with_its_type_as_text_however_far_it_travels()
    {
        var once = Assert.IsType<RemoteException>(Sent(new UnknownException()));
        var twice = Assert.IsType<RemoteException>(Sent(once));
        Assert.Equal(typeof(UnknownException).FullName, twice.RemoteType);
        Assert.Equal("unknown message", twice.Message);
    }

    [Fact]
    public void A_fault_is_shortened_to_what_it_may_take() => Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500], Gen.Int[0, 500], Gen.Int[300, 2000]).Sample((message, trace, detail, bytes) =>
    {
        var fault = new Fault("Type", new string('m', message), new string('t', trace), new string('d', detail));
        var shortened = fault.Within(bytes);
        Assert.True(3 * (shortened.Type.Length + shortened.Message.Length + (shortened.StackTrace?.Length ?? 0) + (shortened.Detail?.Length ?? 0)) <= bytes);
        Assert.StartsWith(shortened.Message, fault.Message, StringComparison.Ordinal);
        Assert.Equal(3 * (4 + message + trace + detail) <= bytes, shortened == fault);
    });

    private static Exception Sent(Exception exception) => Fault.From(exception).ToException(default);

    private static FormatException Thrown()
    {
        try
        {
            throw new FormatException("thrown");
        }
        catch (FormatException exception)
        {
            return exception;
        }
    }

    private sealed class UnknownException() : Exception("unknown message");
}
