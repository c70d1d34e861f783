namespace SageTasks.Storage.Tests;

/// <summary>What travels unprotected.</summary>
public sealed class PlainHttpTests
{
    [Fact]
    public async Task plain_http_to_another_machine_is_refused_for_what_may_happen_to_the_bytes()
    {
        var store = new HttpStore();
        var place = Location.Parse("http://files.example.org/a.bin");

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => store.StatAsync(place));

        Assert.StartsWith("http://files.example.org/a.bin is plain http to another machine, ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync(place, ByteRange.All, null));
    }
}
