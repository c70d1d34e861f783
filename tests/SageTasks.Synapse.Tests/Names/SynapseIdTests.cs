using System.Text.Json;

namespace SageTasks.Synapse.Tests.Names;

public sealed class SynapseIdTests
{
    [Theory]
    [InlineData("syn123", 123L, null, "syn123")]
    [InlineData("SYN9", 9L, null, "syn9")]
    [InlineData("syn123.4", 123L, 4L, "syn123.4")]
    public void An_id_is_read_with_its_version(string text, long number, long? version, string written)
    {
        var id = SynapseId.Parse(text);

        Assert.Equal((number, version, written), (id.Number, id.Version, id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("syn")]
    [InlineData("syn0")]
    [InlineData("syn12.")]
    [InlineData("syn12.x")]
    [InlineData("syn12.3.4")]
    [InlineData("syn12/../syn13")]
    [InlineData("syn-1")]
    [InlineData("syn1 ")]
    [InlineData("syn99999999999999999999")]
    public void Anything_else_is_refused_with_the_text_and_what_is_expected(string text)
    {
        var refused = Assert.Throws<FormatException>(() => SynapseId.Parse(text));

        Assert.Contains($"'{text}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("syn123.4", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => { SynapseId id = text; return id; });
        Assert.False(SynapseId.TryParse(text, out _));
    }

    [Fact]
    public void It_travels_as_text_through_any_serializer()
    {
        var json = JsonSerializer.Serialize(SynapseId.Parse("syn5.2"));

        Assert.Equal("\"syn5.2\"", json);
        Assert.Equal(SynapseId.Parse("syn5.2"), JsonSerializer.Deserialize<SynapseId>(json));
    }
}
