//! Chores of the project: `cargo xtask CHORE`.

mod allegiance;
mod bench;
mod bench_gather;
mod bench_length;
mod bench_record;
mod evaluate;
mod generate;
mod made_claims;
mod names;
mod neural;
mod new_language;
mod prune;
mod score;
mod train;
mod train_corpus;
mod train_parser;
mod train_tagging;
mod train_weights;
mod ways;
mod world;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = arguments.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let outcome = match chore {
        "train-allegiance" => allegiance::train(rest),
        "evaluate-allegiance" => allegiance::evaluate(rest),
        "train" => train::run(rest),
        "evaluate" => evaluate::run(rest),
        "score" => score::run(rest),
        "bench" => bench::run(rest),
        "gather" => bench_gather::run(rest),
        "bench-record" => bench_record::run(rest),
        "generate" => generate::run(rest),
        "new-language" => new_language::run(rest),
        "train-neural" => neural::train_command(rest),
        "evaluate-neural" => neural::evaluate_command(rest),
        "train-names" => names::train(rest),
        "evaluate-names" => names::evaluate(rest),
        "prune" => prune::run(rest),
        "ways" => ways::run(rest),
        "world" => world::run(rest),
        _ => Err(format!(
            "there is no chore '{chore}'. Chores: score [--shared DIR], ways, bench, gather N, generate N FILE.jsonl, bench-record N TIMES FOLDER, new-language xx, world FOLDER, train LANG --corpora DIR, evaluate LANG --corpora DIR, \
             train-neural LANG --corpora DIR, evaluate-neural LANG --corpora DIR, train-names LANG --corpora DIR, evaluate-names LANG --corpora DIR, train-allegiance, evaluate-allegiance [--folds N], prune LANG BYTES"
        )),
    };
    match outcome {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            std::process::ExitCode::from(2)
        }
    }
}
