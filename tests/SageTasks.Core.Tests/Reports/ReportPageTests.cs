using System.Globalization;
using System.Text.RegularExpressions;
using SageTasks.Reports;
using SageTasks.Runs;

namespace SageTasks.Core.Tests.Reports;

/// <summary>The page itself: whole, safe and the same each time.</summary>
public sealed partial class ReportPageTests
{
    [Fact]
    public void No_text_of_others_becomes_markup_or_acts()
    {
        var page = Records.Everything().ToHtml();

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u0007', page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &#39;too&#39; &amp; [U+202E]right to left[U+0007]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Halves_of_pairs_are_shown_and_pairs_stay()
    {
        var page = (Records.Everything() with { Title = "a\uD83Db 🧬" }).ToHtml();

        Assert.Contains("<title>a[U+D83D]b 🧬</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere()
    {
        var page = Records.Everything().ToHtml();

        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
        Assert.Empty(Fetching().Matches(page));
    }

    [Fact]
    public void The_same_report_is_the_same_text_in_every_culture()
    {
        var first = Records.Everything().ToHtml();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator, other.DateTimeFormat.TimeSeparator, other.DateTimeFormat.DateSeparator) = (",", ".", "h", "/");
            CultureInfo.CurrentCulture = other;

            Assert.Equal(first, Records.Everything().ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Every_element_that_is_opened_is_closed_in_its_place()
    {
        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(Records.Everything().ToHtml()))
        {
            var name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (name != "meta" && tag.Groups[3].Length == 0)
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void Headings_go_down_one_step_at_a_time_and_columns_are_named()
    {
        var page = Records.Everything().ToHtml();

        var levels = Headings().Matches(page).Select(heading => int.Parse(heading.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.DoesNotContain("<th>", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.All(Drawings().Matches(page), drawing => Assert.Matches("aria-label=\"[^\"]{20,}\"", drawing.Value));
    }

    [Fact]
    public void A_transfer_that_was_ended_does_not_look_finished()
    {
        var page = new RunReport { Title = "Study", WrittenAt = DateTimeOffset.UnixEpoch, Transfers = [new ReportedTransfer { Name = "reads.csv", Copied = 18, Stopped = 1234 }] }.ToHtml();

        Assert.Contains("Stopped</th>", page, StringComparison.Ordinal);
        Assert.Contains(">1,234</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_within_the_page_has_its_place_and_every_place_is_there_once()
    {
        var page = Records.Everything().ToHtml();

        var places = Places().Matches(page).Select(place => place.Groups[1].Value).ToList();
        Assert.Equal(places.Distinct(), places);
        Assert.All(Jumps().Matches(page), jump => Assert.Contains(jump.Groups[1].Value, places));
    }

    [Fact]
    public void Costs_are_added_up_by_currency_and_never_made_up()
    {
        var page = Records.Everything().ToHtml();
        var free = (Records.Everything() with { Runs = [.. Records.Everything().Runs.Select(run => run with { Cost = null })] }).ToHtml();

        Assert.Contains("<dt>Cost, estimated</dt><dd><strong>USD 10.19</strong> <span>as the platform says, of 4 runs; the others name none</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Cost", free, StringComparison.Ordinal);
        Assert.DoesNotContain(">Cost</th>", free, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_another_attempt_made_good_says_so() =>
        Assert.Contains("exit status 137</bdi> – the same work succeeded in another run</li>", Records.Everything().ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void An_empty_report_says_so()
    {
        var page = new RunReport { Title = "nothing", WrittenAt = Records.Noon }.ToHtml();

        Assert.Contains("There are no runs in this report.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Timeline", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_runs_are_drawn_as_one_and_listed_all()
    {
        var report = Many(10_000);

        var page = report.ToHtml();

        Assert.Equal(10_000, Rows().Count(page));
        Assert.Equal(2, Drawings().Count(page));
        Assert.True(page.Length < 12_000_000, $"{page.Length:N0} characters");
    }

    [Theory]
    [InlineData(1, "0-10 10-20 20-30")]
    [InlineData(2, "0-10 9-20")]
    [InlineData(2, "0-10 5-5")]
    [InlineData(1, "0-10 10-10 10-10 10-20")]
    [InlineData(1, "5-5")]
    [InlineData(3, "0-10 10-20 10-20 15-30 20-20")]
    public void A_run_that_ends_in_the_second_in_which_another_starts_does_not_overlap_it(int most, string times)
    {
        var runs = times.Split(' ').Select((span, number) =>
        {
            var (from, to) = (double.Parse(span.Split('-')[0], CultureInfo.InvariantCulture), double.Parse(span.Split('-')[1], CultureInfo.InvariantCulture));
            return new ReportedRun { Service = "x", Run = Records.Run($"s{number}", begins: from, takes: to - from) };
        });

        var page = new RunReport { Title = "Times", WrittenAt = Records.Noon.AddDays(1), Runs = [.. runs.Reverse()] }.ToHtml();

        Assert.Contains($"At most {most} run{(most == 1 ? "" : "s")} at a time.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_is_counted_as_records_and_the_page_says_what_a_record_stands_for()
    {
        var page = Records.Everything().ToHtml();

        Assert.Contains("<dt>Evidence records</dt><dd><strong>8</strong> <span>4 launched, 1 attached, 1 reused, 1 resubmitted, 1 without a run</span>", page, StringComparison.Ordinal);
        Assert.Contains("a record can stand for several submissions", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Submissions</dt>", page, StringComparison.Ordinal);
    }

    /// <summary>Runs of some days, some of which failed.</summary>
    internal static RunReport Many(int count) => new()
    {
        Title = "Many",
        WrittenAt = Records.Noon.AddDays(30),
        Runs =
        [
            .. Enumerable.Range(0, count).Select(number =>
            {
                var run = Records.Run($"s{number}", 1, number % 97 == 0 ? RunState.Failed : RunState.Succeeded, number * 3, 20 + (number % 50));
                return new ReportedRun { Service = "cloud.example.org/7", Run = run, Work = "https://github.com/nf-core/rnaseq · 3.18.0", Submissions = [Records.Submission($"s{number}", SubmissionOutcome.Launched, run)] };
            }),
        ],
    };

    [GeneratedRegex("""\s(src|srcset|poster|data)="|url\((?!#)|@import|<(link|iframe|object|embed|form)\b""", RegexOptions.None, 10_000)]
    private static partial Regex Fetching();

    [GeneratedRegex("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>", RegexOptions.None, 10_000)]
    private static partial Regex Tags();

    [GeneratedRegex("<h([1-6])", RegexOptions.None, 10_000)]
    private static partial Regex Headings();

    [GeneratedRegex("\\sid=\"([^\"]+)\"", RegexOptions.None, 10_000)]
    private static partial Regex Places();

    [GeneratedRegex("(?:href=\"|aria-labelledby=\"|url\\()#?([a-z][a-z0-9-]*)[\")]", RegexOptions.None, 10_000)]
    private static partial Regex Jumps();

    [GeneratedRegex("<svg[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Drawings();

    [GeneratedRegex("<tr><th scope=\"row\"><a href=\"[^\"]*\" rel=\"[^\"]*\"><bdi>rnaseq", RegexOptions.None, 10_000)]
    private static partial Regex Rows();
}
