using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tests.Http;

/// <summary>Lists and maps of texts as servers write them.</summary>
public class TolerantTextTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new TolerantTextListConverter(), new TolerantTextMapConverter() } };

    [Theory]
    [InlineData("""["a","b"]""", "a|b")]
    [InlineData("\"a\"", "a")]
    [InlineData("\"\"", "")]
    [InlineData("7", "7")]
    [InlineData("""["a",null,1.50,true,{"b":[1]},["c"]]""", """a|1.50|true|{"b":[1]}|["c"]""")]
    [InlineData("""{"a":"b"}""", """{"a":"b"}""")]
    [InlineData("[]", "")]
    public void A_list_is_read_in_every_form(string json, string expected) =>
        Assert.Equal(expected, string.Join('|', JsonSerializer.Deserialize<IReadOnlyList<string>>(json, Options)!));

    [Theory]
    [InlineData("""{"a":"b","c":null,"d":1,"e":false,"f":{"g":[1]}}""", """a=b|c=|d=1|e=false|f={"g":[1]}""")]
    [InlineData("{}", "")]
    [InlineData("[1,2]", null)]
    [InlineData("\"a\"", null)]
    public void A_map_is_read_in_every_form_and_what_is_none_is_none(string json, string? expected)
    {
        var maps = JsonSerializer.Deserialize<IReadOnlyDictionary<string, string>[]>($"[{json},{{}}]", Options)!;

        Assert.Equal(2, maps.Length);
        Assert.Equal(expected, maps[0] is { } map ? string.Join('|', map.Select(pair => $"{pair.Key}={pair.Value}")) : null);
    }
}
