using System.Collections;
using Microsoft.DotNet.Interactive.Formatting;
using SageTasks.Reports;
using SageTasks.Runs;
using SageTasks.Storage;
using static SageTasks.Core.Tests.Reports.Records;

namespace SageTasks.Core.Tests.Reports;

/// <summary>Records show themselves as tables: HTML where a host asks for it, text elsewhere.</summary>
public sealed class DisplayTests
{
    public static TheoryData<object> Shown =>
    [
        Submission("brain", SubmissionOutcome.Launched, Run("brain")),
        Run("brain"),
        new[] { Run("brain"), Run("heart") }.ToTable(),
        Everything(),
        Copied(),
    ];

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_host_that_goes_by_names_alone_finds_HTML_and_text(object value)
    {
        var table = ((IDisplayable)value).ToTable();

        Assert.Equal(table.ToHtml(), FormattedByName(value, "text/html"));
        Assert.Equal(table.ToString(), FormattedByName(value, "text/plain"));
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Notebooks_of_NET_Interactive_show_the_table(object value)
    {
        var table = ((IDisplayable)value).ToTable();

        Assert.Equal(table.ToHtml(), value.ToDisplayString("text/html"));
        Assert.Equal(table.ToString(), value.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Text_is_aligned_numbers_to_the_right_and_one_line_a_row()
    {
        var table = DisplayTable.Of("Sizes", new[] { ("a", "1,204"), ("long name", "7"), ("two\nlines\u001b[2J", "") }, [("Name", row => row.Item1), ("Count", row => row.Item2)]);

        Assert.Equal(
            """
            Sizes
            Name           Count
            -------------  -----
            a              1,204
            long name          7
            two lines�[2J

            """.ReplaceLineEndings("\n"),
            table.ToString());
    }

    [Fact]
    public void HTML_escapes_links_only_to_the_web_and_names_its_columns()
    {
        var html = DisplayTable.Of(Hostile, new[] { "https://example.org/a?b=1&c=2", "javascript:alert(1)", "<b>" }, [("Page", row => row)]).ToHtml();

        Assert.Contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noreferrer\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_beyond_the_most_are_counted() =>
        Assert.Equal("Runs: the first 500 of 1,200", Enumerable.Range(0, 1200).Select(number => Run($"{number}")).ToTable().Caption);

    [Fact]
    public void Many_submissions_show_why_one_came_to_no_run()
    {
        var plan = new RunPlan<string> { Request = "work" };
        var table = new[]
        {
            new SubmissionResult<string> { Index = 0, Plan = plan, Submission = Submission("brain", SubmissionOutcome.Reused, Run("brain")) },
            new SubmissionResult<string> { Index = 1, Plan = plan, Error = "It was cancelled by a person." },
        }.ToTable();

        Assert.Equal(["Reused", "no run"], table.Rows.Select(row => row[1]));
        Assert.Equal("It was cancelled by a person.", table.Rows[1][2]);
    }

    private static TransferItemResult Copied() => new()
    {
        Index = 0,
        Item = new TransferItem { Source = Location.Parse("https://x.example/a?X-Amz-Signature=geheim1"), Destination = Location.Parse("s3://lab/a") },
        Outcome = TransferOutcome.Copied,
        Size = 1024,
    };

    // What .NET Interactive does with an attribute of this name in whatever namespace.
    private static string? FormattedByName(object value, string mimeType)
    {
        var attribute = value.GetType().GetCustomAttributes(inherit: true).Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        var type = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        foreach (var formatter in (IEnumerable)type.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(type), [])!)
        {
            var text = new StringWriter();
            if (formatter.GetType().GetProperty("MimeType")!.GetValue(formatter) is string mime && mime == mimeType
                && formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, text]) is true)
            {
                return text.ToString();
            }
        }

        return null;
    }
}
