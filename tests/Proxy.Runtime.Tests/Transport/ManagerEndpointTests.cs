using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class ManagerEndpointTests
{
    [Fact]
    public void The_text_form_reads_back_as_an_equal_endpoint()
    {
        var endpoint = new UnixSocketEndpoint(Path.GetFullPath("/run/so-1/manager"));
        Assert.Equal(endpoint, ManagerEndpoint.Parse(endpoint.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/run/so-1/manager")]
    [InlineData("unix:")]
    [InlineData("unix:relative/manager")]
    [InlineData("carrier-pigeon:loft")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => ManagerEndpoint.Parse(text));
}
