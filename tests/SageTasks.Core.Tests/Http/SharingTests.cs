namespace SageTasks.Http.Tests;

/// <summary>Clients made by plain constructors share what the process should have once.</summary>
public class SharingTests
{
    [Fact]
    public async Task transports_made_one_after_another_use_one_connection()
    {
        await using var server = RawServer.Start(_ => RawReply.Json("{}"));
        for (var i = 0; i < 3; i++)
        {
            await new ApiTransport(TestApi.Platform, server.Address, ApiCredential.Bearer(TestApi.Token), TestApi.Quick()).Read();
        }

        Assert.Equal(3, server.Arrivals.Count);
        Assert.All(server.Arrivals, arrival => Assert.Equal(1, arrival.Connection));
    }

    [Fact]
    public async Task a_presigned_address_does_not_wait_for_the_platforms_limiter()
    {
        await using var server = RawServer.Start(_ => RawReply.Json("{}"));
        var options = TestApi.Quick();
        options.Limit.ConcurrentRequests = 1;
        var transport = TestApi.Over(server, options);
        await using var held = await transport.OpenAsync(new ApiRequest { Path = $"/held", Safety = RequestSafety.Safe });

        var signed = await transport.SendAsync(new ApiRequest { Absolute = new Uri(server.Address, "/signed"), Safety = RequestSafety.Safe });

        Assert.Equal(200, signed.Status);
    }
}
