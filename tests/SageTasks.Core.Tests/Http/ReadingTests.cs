using System.Text.Json;

namespace SageTasks.Http.Tests;

public class ReadingTests
{
    [Fact]
    public void an_absent_or_null_list_is_empty()
    {
        Assert.Empty(Read("""{"name":"a"}""").Labels);
        Assert.Empty(Read("""{"labels":null}""").Labels);
        Assert.Equal(["x"], Read("""{"labels":["x"]}""").Labels);
    }

    [Fact]
    public void an_unknown_enumeration_value_is_carried_and_written_back()
    {
        var thing = Read("""{"mood":"BRAND_NEW","unknown":{"deep":[1]}}""");

        Assert.Equal(new Mood("BRAND_NEW"), thing.Mood);
        Assert.Contains("\"BRAND_NEW\"", JsonSerializer.Serialize(thing));
        Assert.Equal(thing.Mood, JsonSerializer.Deserialize<Thing>(JsonSerializer.Serialize(thing))!.Mood);
    }

    [Theory]
    [InlineData("\"2026-03-04T05:06:07Z\"")]
    [InlineData("\"2026-03-04T05:06:07\"")]
    [InlineData("\"2026-03-04T05:06:07.000000\"")]
    [InlineData("\"2026-03-04T06:06:07+01:00\"")]
    [InlineData("\"2026-03-04 05:06:07\"")]
    [InlineData("1772600767")]
    [InlineData("1772600767000")]
    [InlineData("\"1772600767000\"")]
    public void a_time_is_read_in_every_form(string json) =>
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), Read($$"""{"seen":{{json}}}""").Seen);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"N/A\"")]
    public void no_time_is_null(string json) => Assert.Null(Read($$"""{"seen":{{json}}}""").Seen);

    [Fact]
    public void numbers_come_as_text_and_text_as_numbers()
    {
        var thing = Read("""{"name":7,"size":"12","count":"3"}""");

        Assert.Equal(("7", 12L, 3), (thing.Name, thing.Size, thing.Count));
        Assert.Null(Read("""{"size":""}""").Size);
    }

    private static Thing Read(string json) => JsonSerializer.Deserialize(json, TestWire.Default.Thing)!;
}
